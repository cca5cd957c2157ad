/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.trustproxy.integration;

import java.util.stream.Stream;

import org.junit.jupiter.params.provider.Arguments;

/**
 * Tests of both samples behind two and three proxies, of which Apache httpd or Caddy is
 * one.
 */
@RequiresProgram({ "nginx", "apache2", "caddy" })
class ApacheCaddyChainTests extends AbstractHttp2ProxyTests {

	static Stream<Arguments> topologies() {
		return onBothSamples(Topology.of(SampleSetting.addresses(), new Caddy(), new Apache()),
				Topology.of(SampleSetting.hops(2), new Caddy(), new Apache()),
				// Caddy overwrites what clients claim, and Apache adds to it
				Topology.of(SampleSetting.all(), new Caddy(), new Apache()),
				Topology.of(SampleSetting.addresses(), new Nginx(), new Apache()),
				Topology.of(SampleSetting.hops(2), new Nginx(), new Apache()),
				Topology.of(SampleSetting.addresses(), new Nginx(), new Caddy()),
				Topology.of(SampleSetting.hops(2), new Apache(), new Caddy()),
				Topology.of(SampleSetting.addresses(), new Caddy(), new Apache(), new Nginx()),
				Topology.of(SampleSetting.hops(3), new Nginx(), new Apache(), new Caddy()));
	}

}
