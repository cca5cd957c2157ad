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
import java.util.stream.Stream;

import io.github.trustproxy.support.RawConnection;
import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.Shows;
import io.github.trustproxy.support.WhoAmI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of both samples behind Varnish.
 */
@RequiresProgram("varnishd")
@Shows("threat-model.md: any of these through a proxy that is set up like its")
class VarnishTests extends AbstractProxyTests {

	static Stream<Arguments> topologies() {
		return onBothSamples(
				// As the recipe says. Every address of this machine is trusted here
				Topology.of(SampleSetting.loopback(), new Varnish()).behindLoadBalancer("2001:db8::7"),
				Topology.of(SampleSetting.addresses(), new Varnish()),
				Topology.of(SampleSetting.hops(1), new Varnish()), Topology.of(SampleSetting.all(), new Varnish()));
	}

	@Test
	void connectionEndsWhenTheApplicationDoesNotSwitchToWebSocket() throws IOException {
		String request = "GET /whoami HTTP/1.1\r\nHost: %s\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"
			.formatted(HOST);
		try (RawConnection connection = new RawConnection(((RawHttpClient) deployment().client(Edge.HTTP)).connect())) {
			RawResponse response = connection.exchange(request);
			assertThat(response.status()).isEqualTo(200);
			// Varnish does not see another request on this connection, and the
			// application must not either
			assertThat(response.headers().getFirst("Connection")).isEqualTo("close");
			assertThat(WhoAmI.parse(response.body()).values())
				.isEqualTo(honest(Edge.HTTP, 80, "http://%s/whoami".formatted(HOST)));
		}
	}

}
