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

package io.github.trustproxy.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares what both stacks have.
 */
@EveryServer
class ComparisonTests extends AbstractComparisonTests {

	ComparisonTests(ServerStack stack) {
		super(stack);
	}

	@Test
	void address() {
		compare("the remote address is the client's", (contestant) -> {
			WhoAmI seen = contestant.trusting().whoAmI(FORWARDED);
			assertThat(seen.remoteAddr()).isEqualTo(CLIENT);
			assertThat(seen.remoteHost()).isEqualTo(CLIENT);
		});
	}

	@Test
	void addressThatTheClientForges() {
		compare("an address that the client sent itself is not believed",
				(contestant) -> assertThat(
						contestant.trusting().whoAmI("X-Forwarded-For: 198.51.100.66, " + CLIENT).remoteAddr())
					.isEqualTo(CLIENT));
	}

	@Test
	void addressInSeveralLines() {
		compare("header lines are one list",
				(contestant) -> assertThat(contestant.trusting()
					.whoAmI("X-Forwarded-For: 198.51.100.66", "X-Forwarded-For: " + CLIENT)
					.remoteAddr()).isEqualTo(CLIENT));
	}

	@Test
	void addressThatIsNone() {
		compare("text that is no address is not the remote address", (contestant) -> {
			WhoAmI seen = contestant.trusting().whoAmI("X-Forwarded-For: 2130706433");
			assertThat(seen.remoteAddr()).isEqualTo("127.0.0.1");
		});
	}

	@Test
	void untrustedAddress() {
		compare("an untrusted peer cannot choose its address",
				(contestant) -> assertThat(contestant.notTrusting().whoAmI(FORWARDED).remoteAddr())
					.isEqualTo("127.0.0.1"));
	}

	@Test
	void untrustedOrigin() {
		compare("an untrusted peer cannot choose scheme and host",
				(contestant) -> assertThat(contestant.notTrusting().whoAmI(FORWARDED).url())
					.isEqualTo("http://app.internal:8080/whoami"));
	}

	@Test
	void untrustedHeaders() {
		compare("what an untrusted peer forges is hidden",
				(contestant) -> assertThat(contestant.notTrusting().whoAmI(FORWARDED).headers())
					.containsOnlyKeys("host"));
	}

	@Test
	void standardHeader() {
		compare("RFC 7239 can be used", (contestant) -> {
			Application application = contestant.isTrustProxy()
					? contestant.trusting("trust-proxy.header-format=standard") : contestant.trusting();
			WhoAmI seen = application.whoAmI("Forwarded: for=203.0.113.7;proto=https;host=www.example.com");
			assertThat(seen.remoteAddr()).isEqualTo(CLIENT);
			assertThat(seen.url()).isEqualTo("https://www.example.com/whoami");
		});
	}

	@Test
	void url() {
		compare("the URL, from which links are built, is the client's", (contestant) -> {
			WhoAmI seen = contestant.trusting().whoAmI(FORWARDED);
			assertThat(seen.url()).isEqualTo("https://www.example.com/whoami");
			assertThat(seen.secure()).isTrue();
		});
	}

	@Test
	void secureCookie() {
		compare("the session cookie is Secure behind TLS", (contestant) -> {
			assertThat(cookie(contestant.trusting(), "X-Forwarded-Proto: https")).contains("; Secure");
			assertThat(cookie(contestant.trusting(), "X-Forwarded-Proto: http")).doesNotContain("Secure");
		});
	}

	@Test
	void untrustedCookie() {
		compare("the session cookie is not Secure because an untrusted peer says so",
				(contestant) -> assertThat(cookie(contestant.notTrusting(), "X-Forwarded-Proto: https"))
					.doesNotContain("Secure"));
	}

	private static String cookie(Application application, String headerLine) throws IOException {
		return application.get("/session", headerLine).headers().getFirst("Set-Cookie");
	}

	@Test
	void accessLog(@TempDir Path directory) {
		compare("the access log names the client",
				(contestant) -> assertThat(
						logged(Files.createDirectory(directory.resolve(contestant.toString())), contestant))
					.startsWith(CLIENT + " "));
	}

	private String logged(Path directory, Contestant contestant) throws IOException {
		try (ServerAccessLog log = ServerAccessLog.of(stack(), directory)) {
			return log.entry(logging(contestant, log), "/whoami?" + System.nanoTime(), FORWARDED);
		}
	}

	private Application logging(Contestant contestant, ServerAccessLog log, String... properties) {
		if (contestant.isTrustProxy()) {
			return contestant.trusting(log.propertiesAnd(properties));
		}
		// What the others need for it
		return (stack() == ServerStack.NETTY_WEBFLUX)
				? contestant.trusting(NettyAccessLog.class, log.propertiesAnd(properties))
				: contestant.trusting(
						log.propertiesAnd(Stream
							.concat(Stream.of("server.tomcat.accesslog.request-attributes-enabled=true"),
									Arrays.stream(properties))
							.toArray(String[]::new)));
	}

	@Test
	void accessLogOfAnswersOfTheServer(@TempDir Path directory) {
		compare("so it does where the server answers alone", (contestant) -> {
			Path logs = Files.createDirectory(directory.resolve(contestant.toString()));
			try (ServerAccessLog log = ServerAccessLog.of(stack(), logs)) {
				Application application = logging(contestant, log, "spring.application.name=alone-" + contestant);
				log.beforeRequest();
				application.exchange(Application.IPV4_LOOPBACK,
						"OPTIONS * HTTP/1.1\r\nHost: app.internal\r\nX-Forwarded-For: " + CLIENT
								+ "\r\nConnection: close\r\n\r\n");
				assertThat(log.await("OPTIONS ")).startsWith(CLIENT + " ");
			}
		});
	}

	@Test
	void serverItself() {
		compare("valves, handlers and routes of the server see the client",
				(contestant) -> assertThat(contestant.trusting(DoorTests.observer(stack()))
					.get("/observed", FORWARDED)
					.headers()
					.getFirst("Observed")).startsWith(CLIENT + " ").endsWith(" https www.example.com 443"));
	}

	@Test
	void errorHandler() {
		compare("error pages and exception handlers see the client", (contestant) -> {
			WhoAmI seen = Application.whoAmI(contestant.trusting().get("/fail", FORWARDED));
			assertThat(seen.remoteAddr()).isEqualTo(CLIENT);
			assertThat(seen.scheme()).isEqualTo("https");
		});
	}

	@Test
	void errorHandlerAfterAFilterBefore() {
		compare("so they do if a filter in front fails", (contestant) -> {
			WhoAmI seen = Application.whoAmI(contestant.trusting().get("/whoami?fail-before", FORWARDED));
			assertThat(seen.remoteAddr()).isEqualTo(CLIENT);
			assertThat(seen.scheme()).isEqualTo("https");
		});
	}

	@Test
	void hiddenHeaders() {
		compare("believed headers are hidden afterwards",
				(contestant) -> assertThat(contestant.trusting().whoAmI(FORWARDED).headers()).containsOnlyKeys("host"));
	}

	@Test
	void otherFamily() {
		compare("so are the headers that were not looked at",
				(contestant) -> assertThat(contestant.trusting()
					.whoAmI("X-Forwarded-For: " + CLIENT, "Forwarded: for=198.51.100.66", "X-Forwarded-Ssl: on")
					.headers()).containsOnlyKeys("host"));
	}

	@Test
	void prefix() {
		compare("a prefix is part of context path and URL", (contestant) -> {
			WhoAmI seen = believingPrefix(contestant).whoAmI("X-Forwarded-Prefix: /api");
			assertThat(seen.contextPath()).isEqualTo("/api");
			assertThat(seen.url()).isEqualTo("http://app.internal:8080/api/whoami");
		});
	}

	@Test
	void hostilePrefix() {
		compare("a hostile prefix is ignored, and the request answered", (contestant) -> {
			for (String prefix : new String[] { "//evil.example", "/a/../b", "/a%2fb", "/a?b" }) {
				WhoAmI seen = believingPrefix(contestant).whoAmI("X-Forwarded-Prefix: " + prefix);
				assertThat(seen.contextPath()).isEmpty();
				assertThat(seen.path()).isEqualTo("/whoami");
			}
		});
	}

	private static Application believingPrefix(Contestant contestant) {
		return contestant.isTrustProxy() ? contestant.trusting("trust-proxy.headers=for,host,proto,port,prefix")
				: contestant.trusting();
	}

	@Test
	void cloudPlatform() {
		compare("on Kubernetes, an untrusted peer is not believed either",
				(contestant) -> assertThat(
						contestant.notTrusting("spring.main.cloud-platform=kubernetes").whoAmI(FORWARDED).remoteAddr())
					.isEqualTo("127.0.0.1"));
	}

	@Test
	void managementServer() {
		compare("a management server on its own port sees the client", (contestant) -> {
			Application server = contestant.trusting(ManagementServer.on(stack()), "management.server.port=0")
				.managementServer();
			WhoAmI seen = server.whoAmI(FORWARDED);
			assertThat(seen.remoteAddr()).isEqualTo(CLIENT);
			assertThat(seen.url()).isEqualTo("https://www.example.com/whoami");
		});
	}

	/**
	 * Reactor Netty itself reads the system property once, and other tests may have
	 * started it without. What trust-proxy sets would be replaced by this.
	 */
	@Configuration(proxyBeanMethods = false)
	static class NettyAccessLog {

		@Bean
		NettyServerCustomizer accessLog() {
			return (server) -> server.accessLog(true);
		}

	}

}
