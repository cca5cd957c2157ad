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

import io.github.trustproxy.support.Shows;
import org.junit.jupiter.params.provider.Arguments;

/**
 * Tests of both samples behind two and three proxies of different kinds.
 */
@RequiresProgram({ "haproxy", "nginx" })
@Shows("threat-model.md: any of these through a proxy that is set up like its")
class ChainTests extends AbstractProxyTests {

	static Stream<Arguments> topologies() {
		return onBothSamples(Topology.of(SampleSetting.addresses(), new Haproxy(), new Nginx()),
				Topology.of(SampleSetting.hops(2), new Nginx(), new Haproxy()),
				Topology.of(SampleSetting.all(), new Haproxy(), new Nginx()),
				Topology.of(SampleSetting.addresses(), new Nginx(), new Haproxy(), new Nginx()),
				Topology.of(SampleSetting.hops(3), new Haproxy(), new Nginx(), new Nginx()),
				Topology.of(SampleSetting.hops(2).standard(), new Haproxy(), new Haproxy()),
				Topology.of(SampleSetting.addresses().standard(), new Haproxy(), new Haproxy(), new Haproxy()));
	}

}
