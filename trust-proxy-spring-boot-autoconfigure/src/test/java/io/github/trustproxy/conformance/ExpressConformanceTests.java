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

package io.github.trustproxy.conformance;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.github.trustproxy.ClientAddress;
import io.github.trustproxy.MalformedHandling;
import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.TrustSpec;
import io.github.trustproxy.conformance.Vector.Answer;
import io.github.trustproxy.servlet.ServletClientAddressResolver;
import io.github.trustproxy.servlet.TrustProxyFilter;
import io.github.trustproxy.support.MarkdownFile;
import io.github.trustproxy.webflux.TrustProxyWebFilter;
import io.github.trustproxy.webflux.WebFluxClientAddressResolver;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends every vector through both filters and compares what the application is told with
 * what Express tells it, or with what is told here on purpose.
 */
class ExpressConformanceTests {

	private static final int PEER_PORT = 54321;

	@ParameterizedTest
	@MethodSource("vectors")
	void servletFilterAnswersLikeExpressOrDiffersOnPurpose(Vector vector) throws Exception {
		assertServletFilterAnswers(vector, vector.trustProxy());
	}

	@ParameterizedTest
	@MethodSource("vectors")
	void webFilterAnswersLikeExpressOrDiffersOnPurpose(Vector vector) throws Exception {
		TrustProxy trustProxy = vector.trustProxy();
		HttpHeaders headers = new HttpHeaders();
		vector.headers().forEach((header) -> headers.add(header.get(0), header.get(1)));
		URI uri = URI.create(vector.scheme() + "://" + headers.getFirst(HttpHeaders.HOST) + "/");
		ServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.method(HttpMethod.GET, uri)
			.remoteAddress(new InetSocketAddress(vector.peerAddress(), PEER_PORT))
			.headers(headers));
		AtomicReference<ServerWebExchange> passedOn = new AtomicReference<>();
		new TrustProxyWebFilter(trustProxy, MalformedHandling.STOP)
			.filter(exchange, (seen) -> Mono.fromRunnable(() -> passedOn.set(seen)))
			.block();
		ServerHttpRequest seen = passedOn.get().getRequest();
		ClientAddress client = new WebFluxClientAddressResolver(trustProxy).resolve(passedOn.get());
		assertThat(new Answer(client.ip(), client.ips(), seen.getURI().getScheme(), host(seen.getURI())))
			.as(vector.name())
			.isEqualTo(vector.expected());
		InetSocketAddress remote = seen.getRemoteAddress();
		assertThat(remote).isNotNull();
		assertThat(remote.getAddress()).as(vector.name()).isEqualTo(InetAddress.getByName(vector.expected().ip()));
		assertThat(remote.getHostString()).as(vector.name()).isEqualTo(vector.expected().ip());
	}

	@ParameterizedTest
	@MethodSource("rowsOfTheMigrationPage")
	void settingOfTheMigrationPageAnswersLikeExpress(String express, String here) throws Exception {
		String value = express.substring("app.set('trust proxy', ".length(), express.length() - 1);
		boolean function = value.contains("=>");
		JsonNode trust = JsonMapper.shared().readTree(function ? "\"fn:hop-below-2\"" : value.replace('\'', '"'));
		List<Vector> asked = vectors().filter((vector) -> vector.trust().equals(trust)).toList();
		assertThat(asked).hasSizeGreaterThan(20);
		TrustPolicy policy = function ? (address, hop) -> hop < 2 : policy(here);
		assertThat(function).isEqualTo(here.endsWith("(address, hop) -> hop < 2")).isEqualTo(value.endsWith("hop < 2"));
		for (Vector vector : asked) {
			assertServletFilterAnswers(vector, TrustProxy.builder().policy(policy).build());
		}
	}

	static Stream<Arguments> rowsOfTheMigrationPage() {
		List<List<String>> rows = MarkdownFile.of("docs", "migration.md").section("## From Express").rows();
		return rows.stream()
			.filter((row) -> row.get(0).startsWith("app.set("))
			.map((row) -> Arguments.of(row.get(0), row.get(1)));
	}

	private static TrustPolicy policy(String yaml) {
		return TrustSpec
			.parse(Arrays.stream(MarkdownFile.properties(yaml))
				.flatMap((property) -> Arrays.stream(property.substring(property.indexOf('=') + 1).split(", ")))
				.toList())
			.policy();
	}

	private static void assertServletFilterAnswers(Vector vector, TrustProxy trustProxy) throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
		request.setRemoteAddr(vector.peer());
		request.setRemotePort(PEER_PORT);
		request.setScheme(vector.scheme());
		request.setSecure(vector.tls());
		for (List<String> header : vector.headers()) {
			request.addHeader(header.get(0), header.get(1));
		}
		MockFilterChain chain = new MockFilterChain();
		new TrustProxyFilter(trustProxy).doFilter(request, new MockHttpServletResponse(), chain);
		HttpServletRequest seen = (HttpServletRequest) chain.getRequest();
		assertThat(seen).isNotNull();
		ClientAddress client = new ServletClientAddressResolver(trustProxy).resolve(seen);
		assertThat(new Answer(client.ip(), client.ips(), seen.getScheme(), seen.getServerName())).as(vector.name())
			.isEqualTo(vector.expected());
		assertThat(seen.getRemoteAddr()).as(vector.name()).isEqualTo(vector.expected().ip());
		assertThat(seen.isSecure()).as(vector.name()).isEqualTo("https".equals(vector.expected().protocol()));
	}

	static Stream<Vector> vectors() {
		return Vectors.load().all();
	}

	/**
	 * {@link URI#getHost()} does not know hosts with an underscore.
	 */
	private static String host(URI uri) {
		String authority = uri.getRawAuthority();
		int colon = authority.indexOf(':', authority.lastIndexOf(']') + 1);
		return (colon < 0) ? authority : authority.substring(0, colon);
	}

}
