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
 * Tests of both samples behind proxies where all sockets are IPv6. The machine has one
 * address for this, so that hops have the same address unless the PROXY protocol names
 * the client: counts show that it is read from the right place, and the address that it
 * is trusted.
 */
@RequiresProgram({ "haproxy", "nginx" })
class Ipv6Tests extends AbstractProxyTests {

	private static final SampleSetting ADDRESS = SampleSetting.trusting("::1", "::1", true);

	static Stream<Arguments> topologies() {
		return onBothSamples(Topology.of(SampleSetting.hops(1), new Nginx()).overIpv6(),
				Topology.of(SampleSetting.hops(1), new Haproxy()).overIpv6(),
				Topology.of(SampleSetting.hops(2), new Haproxy(), new Nginx()).overIpv6(),
				Topology.of(SampleSetting.hops(1).standard(), new Haproxy()).overIpv6(),
				Topology.of(ADDRESS, new Nginx()).behindLoadBalancer("2001:db8::7").overIpv6(),
				Topology.of(ADDRESS, new Haproxy(), new Nginx()).behindLoadBalancer("2001:db8::7").overIpv6());
	}

}
