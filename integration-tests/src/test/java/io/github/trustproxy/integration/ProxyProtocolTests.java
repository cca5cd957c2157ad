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
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;

import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.WhoAmI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Tests of both samples where one proxy tells the next one with the PROXY protocol who
 * the client is.
 */
@RequiresProgram({ "haproxy", "nginx" })
class ProxyProtocolTests extends AbstractProxyTests {

	static Stream<Arguments> topologies() {
		return onBothSamples(Topology.of(SampleSetting.addresses(), new HaproxyTcp(), new Nginx()),
				Topology.of(SampleSetting.hops(1), new HaproxyTcp(), new Haproxy()),
				Topology.of(SampleSetting.hops(2), new HaproxyTcp(), new Nginx(), new Haproxy()));
	}

	@ParameterizedTest
	@MethodSource("forgedHeaders")
	void proxyHeaderOfTheClientIsRefused(Edge edge, String header) throws IOException {
		RawHttpClient client = (RawHttpClient) deployment().client(edge);
		RawHttpClient attacker = new RawHttpClient(client.source(), client.server(), client.tls(), header);
		assertRefused(attacker);
	}

	/**
	 * Whoever gets around the load balancer speaks the protocol to a proxy that waits for
	 * it.
	 */
	@ParameterizedTest
	@ValueSource(strings = "PROXY TCP4 198.51.100.66 192.0.2.80 50000 80\r\n")
	void proxyHeaderOfAnotherMachineThanTheLoadBalancerIsNotBelieved(String header) throws IOException {
		InetSocketAddress behindTheLoadBalancer = deployment().endpoints().get(1).http();
		RawHttpClient attacker = new RawHttpClient(this.topology.clientMachine(), behindTheLoadBalancer, null, header);
		if (this.topology.proxies().get(1) instanceof Haproxy) {
			assertRefused(attacker);
			return;
		}
		RawResponse response = attacker.get("/whoami", List.of("Host: " + HOST));
		assertThat(response.status()).as(response::toString).isEqualTo(200);
		assertThat(WhoAmI.parse(response.body()).values())
			.isEqualTo(honest(Edge.HTTP, 80, "http://" + HOST + "/whoami"));
	}

	static Stream<Arguments> forgedHeaders() {
		String first = "PROXY TCP4 198.51.100.66 192.0.2.80 50000 80\r\n";
		String second = "\r\n\r\n\0\r\nQUIT\n\u0021\u0011\0\u000c\u0001\u0002\u0003\u0004\u007f\0\0\u0001\0\u0050\0\u0050";
		return Stream.of(argumentSet("version 1", Edge.HTTP, first), argumentSet("version 2", Edge.HTTP, second),
				argumentSet("version 1 and a line of the request", Edge.HTTP, "GET /whoami HTTP/1.1\r\n" + first),
				argumentSet("version 1 of IPv6", Edge.HTTP, "PROXY TCP6 2001:db8::66 2001:db8::80 50000 80\r\n"),
				argumentSet("version 1 without an address", Edge.HTTP, "PROXY UNKNOWN\r\n"));
	}

	private static void assertRefused(RawHttpClient attacker) throws IOException {
		RawResponse response = attacker.get("/whoami", List.of("Host: " + HOST));
		assertThat(response.status()).as(response::toString).isEqualTo(400);
		assertThat(response.body()).doesNotContain(ForgedHeaders.VALUES);
	}

}
