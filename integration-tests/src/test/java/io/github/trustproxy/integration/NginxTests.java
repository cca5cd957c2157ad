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

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.Shows;
import io.github.trustproxy.support.WhoAmI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of both samples behind nginx.
 */
@RequiresProgram("nginx")
@Shows("threat-model.md: any of these through a proxy that is set up like its")
class NginxTests extends AbstractProxyTests {

	static Stream<Arguments> topologies() {
		return onBothSamples(
				// As the recipe says. Every address of this machine is trusted here
				Topology.of(SampleSetting.loopback(), new Nginx()).behindLoadBalancer("2001:db8::7"),
				Topology.of(SampleSetting.addresses(), new Nginx()), Topology.of(SampleSetting.hops(1), new Nginx()),
				Topology.of(SampleSetting.all(), new Nginx()),
				Topology.of(SampleSetting.addresses(), new Nginx(), new Nginx()),
				Topology.of(SampleSetting.hops(2), new Nginx(), new Nginx()));
	}

	@ParameterizedTest
	@MethodSource("edgesOfHttp1")
	void hostOfTheRequestTargetReplacesTheHostHeader(Edge edge) throws IOException {
		String url = "%s://%s/whoami".formatted(edge.scheme(), HOST);
		RawResponse response = deployment().client(edge).get(url, List.of("Host: evil.example"));
		assertThat(response.status()).as(response::toString).isEqualTo(200);
		assertThat(WhoAmI.parse(response.body()).values()).isEqualTo(honest(edge, edge.defaultPort(), url));
	}

}
