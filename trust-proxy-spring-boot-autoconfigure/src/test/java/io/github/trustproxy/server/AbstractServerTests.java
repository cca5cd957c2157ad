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
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.trustproxy.ClientAddressResolver;
import io.github.trustproxy.StopReason;
import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.support.RawConnection;
import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every server and both stacks have in common, and the table does not say: more than
 * one request, other ways to read a request, other settings. The peer is this machine, so
 * that {@code loopback} trusts it and {@code 10.0.0.0/8} does not.
 */
@Shows("what-is-rewritten.md: 12. One jar")
abstract class AbstractServerTests extends AbstractApplicationTests {

	private static final String CLIENT = "203.0.113.7";

	AbstractServerTests(ServerStack stack) {
		super(stack);
	}

	final Application trustingLoopback() {
		return application("trust-proxy=loopback");
	}

	final Application believingPrefix() {
		return application("trust-proxy=loopback", "trust-proxy.headers=for,host,proto,port,prefix");
	}

	/**
	 * Return a configuration in which our filter stands twice in the chain.
	 */
	abstract Class<?> filterTwice();

	@Test
	@Shows("threat-model.md: address of the peer")
	@Shows("what-is-rewritten.md: 5. Header hiding")
	void addressThatAnUntrustedPeerForgesIsIgnoredAndHidden() throws IOException {
		WhoAmI seen = application("trust-proxy=10.0.0.0/8").whoAmI("X-Forwarded-For: " + CLIENT,
				"X-Forwarded-Proto: https", "X-Forwarded-Host: evil.example", "X-Forwarded-Port: 8443",
				"Forwarded: for=" + CLIENT);
		assertIsOwnRequest(seen);
		assertThat(seen.stopReason()).isEqualTo(StopReason.PEER_NOT_TRUSTED);
		assertThat(seen.headers().keySet()).containsExactly("host");
	}

	@Test
	void nothingIsRewrittenWhenTrustIsNotSet() throws IOException {
		WhoAmI seen = application().whoAmI("X-Forwarded-For: " + CLIENT, "X-Forwarded-Proto: https",
				"X-Forwarded-Host: evil.example");
		assertIsOwnRequest(seen);
		assertThat(seen.stopReason()).isEqualTo(StopReason.PEER_NOT_TRUSTED);
		assertThat(seen.headers()).containsOnlyKeys("host", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto");
	}

	@Test
	void urlKeepsPathAndQueryAsTheyWereSent() throws IOException {
		WhoAmI seen = Application.whoAmI(trustingLoopback().get("/whoami/%C3%A4%20b;v=1?q=%20%26&q=%C3%A4",
				"X-Forwarded-Proto: https", "X-Forwarded-Host: www.example.com"));
		assertThat(seen.url()).isEqualTo("https://www.example.com/whoami/%C3%A4%20b;v=1");
		assertThat(seen.path()).isEqualTo("/whoami/%C3%A4%20b;v=1");
		assertThat(seen.query()).isEqualTo("q=%20%26&q=%C3%A4");
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Forwarded-For", "x-forwarded-host", "X-FORWARDED-PROTO", "X-Forwarded-Port",
			"X-Forwarded-Prefix", "X-Forwarded-Ssl", "Forwarded" })
	@Shows("what-is-rewritten.md: 5. Header hiding")
	void forwardingHeaderIsHiddenFromEveryAccessor(String name) throws IOException {
		HeaderView seen = headerView(trustingLoopback(), name, name + ": one", name.toUpperCase() + ": two");
		assertThat(seen.first()).isNull();
		assertThat(seen.all()).isEmpty();
		assertThat(seen.present()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Forwarded-User", "X-Forwarded-Client-Cert", "X-Real-IP", "Via", "X-Request-Id" })
	void otherHeaderStays(String name) throws IOException {
		HeaderView seen = headerView(trustingLoopback(), name, name + ": one", name + ": two",
				"X-Forwarded-For: " + CLIENT);
		assertThat(seen.first()).isEqualTo("one");
		assertThat(seen.all()).containsExactly("one", "two");
		assertThat(seen.present()).isTrue();
	}

	@Test
	@Shows("what-is-rewritten.md: 5. Header hiding")
	void forwardingHeadersCanStayVisible() throws IOException {
		Application application = application("trust-proxy=loopback", "trust-proxy.hide-headers=false");
		WhoAmI seen = application.whoAmI("X-Forwarded-For: 198.51.100.66", "X-Forwarded-For: " + CLIENT,
				"X-Forwarded-Proto: https", "Forwarded: for=198.51.100.66");
		assertThat(seen.ip()).isEqualTo(CLIENT);
		assertThat(seen.scheme()).isEqualTo("https");
		assertThat(seen.headers()).containsOnlyKeys("forwarded", "host", "x-forwarded-for", "x-forwarded-proto")
			.containsEntry("x-forwarded-for", List.of("198.51.100.66", CLIENT));
		HeaderView view = headerView(application, "x-forwarded-for", "X-Forwarded-For: one", "X-FORWARDED-FOR: two");
		assertThat(view).isEqualTo(new HeaderView("one", List.of("one", "two"), true));
	}

	/**
	 * Boot switches the server's own handling on there, which would make the forwarded
	 * address the peer.
	 */
	@Test
	@Shows("threat-model.md: a cloud platform on which Boot believes everybody by itself")
	@Shows("what-is-rewritten.md: 7. Other strategies")
	void peerIsThatOfTheSocketOnCloudPlatforms() throws IOException {
		WhoAmI seen = application("trust-proxy=10.0.0.0/8", "spring.main.cloud-platform=kubernetes")
			.whoAmI("X-Forwarded-For: 10.0.0.1", "X-Forwarded-Proto: https", "X-Forwarded-Host: evil.example");
		assertIsOwnRequest(seen);
		assertThat(seen.stopReason()).isEqualTo(StopReason.PEER_NOT_TRUSTED);
	}

	@Test
	@Shows("threat-model.md: an identity header around the proxy, with protected-headers")
	@Shows("what-is-rewritten.md: 5. Header hiding")
	void protectedHeaderIsHiddenUnlessThePeerIsTrusted() throws IOException {
		String[] header = { "x-forwarded-USER: admin", "X-Forwarded-Client-Cert: By=x" };
		assertThat(
				application("trust-proxy=10.0.0.0/8", "trust-proxy.protected-headers=X-Forwarded-User").whoAmI(header)
					.headers())
			.containsOnlyKeys("host", "x-forwarded-client-cert");
		assertThat(application("trust-proxy=loopback", "trust-proxy.protected-headers=X-Forwarded-User").whoAmI(header)
			.headers()).containsOnlyKeys("host", "x-forwarded-client-cert", "x-forwarded-user");
	}

	final Application rejecting() {
		return application("trust-proxy=loopback", "trust-proxy.malformed=reject");
	}

	@Test
	void policyBeanDecides() throws IOException {
		WhoAmI seen = application(PolicyConfiguration.class).whoAmI("X-Forwarded-For: 198.51.100.66, " + CLIENT,
				"X-Forwarded-Proto: https");
		assertThat(seen.ip()).isEqualTo(CLIENT);
		assertThat(seen.remoteAddr()).isEqualTo(CLIENT);
		assertThat(seen.scheme()).isEqualTo("https");
		assertThat(seen.headers()).containsOnlyKeys("host");
	}

	@Test
	void policyBeanReplacesTheProperty() throws IOException {
		WhoAmI seen = application(PolicyConfiguration.class, "trust-proxy=false").whoAmI("X-Forwarded-For: " + CLIENT);
		assertThat(seen.ip()).isEqualTo(CLIENT);
	}

	@Test
	@Shows("explain.md: the TrustPolicy bean threw an exception")
	@Shows("threat-model.md: a TrustPolicy bean")
	void policyBeanThatThrowsTrustsNobodyAndIsLoggedLoudlyOnce() throws IOException {
		Application application = application(FailingPolicyConfiguration.class);
		Logger logger = (Logger) LoggerFactory.getLogger("io.github.trustproxy");
		ListAppender<ILoggingEvent> appender = new ListAppender<>();
		appender.start();
		Level level = logger.getLevel();
		logger.setLevel(Level.DEBUG);
		logger.addAppender(appender);
		try {
			for (int i = 0; i < 3; i++) {
				RawResponse response = application.get("/whoami", "X-Forwarded-For: " + CLIENT,
						"X-Forwarded-Proto: https");
				assertThat(response.status()).isEqualTo(200);
				WhoAmI seen = Application.whoAmI(response);
				assertIsOwnRequest(seen);
				assertThat(seen.stopReason()).isEqualTo(StopReason.POLICY_FAILED);
				assertThat(seen.headers()).containsOnlyKeys("host");
			}
		}
		finally {
			logger.detachAppender(appender);
			logger.setLevel(level);
		}
		assertThat(appender.list).extracting(ILoggingEvent::getLevel)
			.containsExactly(Level.WARN, Level.DEBUG, Level.DEBUG);
		assertThat(appender.list).allSatisfy(
				(event) -> assertThat(event.getThrowableProxy().getMessage()).isEqualTo("The policy is broken"));
	}

	@Test
	@Shows("threat-model.md: a second look in another filter, dispatch, error page or")
	void filtersBeforeAndAfterResolveTheSameClient() throws IOException {
		WhoAmI seen = Application
			.whoAmI(trustingLoopback().get("/whoami?resolve-before", "X-Forwarded-For: " + CLIENT));
		assertThat(seen.before()).isEqualTo(CLIENT + " " + CLIENT);
		assertThat(seen.after()).isEqualTo(CLIENT + " " + CLIENT);
		assertThat(seen.ip()).isEqualTo(CLIENT);
		assertThat(seen.resolvedIp()).isEqualTo(CLIENT);
		assertThat(seen.remoteAddr()).isEqualTo(CLIENT);
	}

	@Test
	void filterThatRunsTwiceRewritesOnce() throws IOException {
		for (String hide : List.of("true", "false")) {
			Application application = application(filterTwice(), "trust-proxy=loopback",
					"trust-proxy.headers=for,host,proto,port,prefix", "trust-proxy.hide-headers=" + hide);
			WhoAmI seen = application.whoAmI("X-Forwarded-For: 198.51.100.66, " + CLIENT + ", 127.0.0.9",
					"X-Forwarded-Proto: https", "X-Forwarded-Prefix: /api");
			assertThat(seen.ip()).isEqualTo(CLIENT);
			assertThat(seen.remoteAddr()).isEqualTo(CLIENT);
			assertThat(seen.url()).isEqualTo("https://app.internal:8080/api/whoami");
			assertThat(seen.contextPath()).isEqualTo("/api");
		}
	}

	@Test
	@Shows("threat-model.md: a connection that somebody else used before")
	void requestsOnOneConnectionDoNotInfluenceEachOther() throws IOException {
		try (RawConnection connection = believingPrefix().connect(Application.IPV4_LOOPBACK)) {
			WhoAmI first = Application.whoAmI(connection.exchange(Application.request("/whoami",
					"X-Forwarded-For: " + CLIENT, "X-Forwarded-Proto: https", "X-Forwarded-Prefix: /api")));
			WhoAmI second = Application.whoAmI(connection.exchange(Application.request("/whoami")));
			WhoAmI third = Application
				.whoAmI(connection.exchange(Application.request("/whoami", "X-Forwarded-For: 192.0.2.9")));
			assertThat(first.ip()).isEqualTo(CLIENT);
			assertThat(first.url()).isEqualTo("https://app.internal:8080/api/whoami");
			assertIsOwnRequest(second);
			assertThat(third.ip()).isEqualTo("192.0.2.9");
			assertThat(third.url()).isEqualTo("http://app.internal:8080/whoami");
		}
	}

	@Test
	void bodyIsPassedOn() throws IOException {
		String body = "name=" + "value".repeat(2000);
		RawResponse response = trustingLoopback().exchange(Application.IPV4_LOOPBACK,
				"POST /parameter HTTP/1.1\r\nHost: app.internal\r\nX-Forwarded-For: " + CLIENT
						+ "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length()
						+ "\r\n\r\n" + body);
		assertThat(response.body()).isEqualTo("value".repeat(2000));
	}

	@Test
	void requestOfHttp10WithoutHostHasAClient() throws IOException {
		RawResponse response = trustingLoopback().exchange(Application.IPV4_LOOPBACK,
				"GET /whoami HTTP/1.0\r\nX-Forwarded-For: " + CLIENT + "\r\nX-Forwarded-Proto: https\r\n\r\n");
		assertThat(response.status()).isEqualTo(200);
		WhoAmI seen = Application.whoAmI(response);
		assertThat(seen.ip()).isEqualTo(CLIENT);
		assertThat(seen.remoteAddr()).isEqualTo(CLIENT);
		assertThat(seen.scheme()).isEqualTo("https");
		assertThat(seen.headers()).doesNotContainKey("x-forwarded-for");
	}

	@Test
	void targetThatIsAnAsteriskDoesNotFail() throws IOException {
		RawResponse response = trustingLoopback().exchange(Application.IPV4_LOOPBACK,
				"OPTIONS * HTTP/1.1\r\nHost: app.internal:8080\r\nX-Forwarded-For: " + CLIENT
						+ "\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: www.example.com\r\n\r\n");
		assertThat(response.status()).isLessThan(500);
	}

	@Test
	void exceptionOfAControllerShowsTheErrorPageTheSameClient() throws IOException {
		assertErrorPageResolvesClient(500, "/fail");
	}

	@Test
	void exceptionOfAFilterBeforeOursShowsTheErrorPageTheSameClient() throws IOException {
		assertErrorPageResolvesClient(500, "/whoami?fail-before");
	}

	@Test
	void missingPageShowsTheErrorPageTheSameClient() throws IOException {
		assertErrorPageResolvesClient(404, "/missing");
	}

	final WhoAmI assertErrorPageResolvesClient(int status, String path) throws IOException {
		RawResponse response = trustingLoopback().get(path, "X-Forwarded-For: 198.51.100.66, " + CLIENT,
				"X-Forwarded-Proto: https", "X-Forwarded-Host: www.example.com");
		assertThat(response.status()).isEqualTo(status);
		WhoAmI seen = Application.whoAmI(response);
		assertThat(seen.dispatch()).isEqualTo("ERROR");
		assertThat(seen.ip()).isEqualTo(CLIENT);
		assertThat(seen.resolvedIp()).isEqualTo(CLIENT);
		assertThat(seen.ips()).containsExactly(CLIENT);
		assertThat(seen.peer()).isEqualTo("127.0.0.1");
		assertThat(seen.stopReason()).isEqualTo(StopReason.HOP_NOT_TRUSTED);
		return seen;
	}

	@Test
	void resolverIsTheOnlyOne() {
		assertThat(trustingLoopback().context().getBeansOfType(ClientAddressResolver.class)).hasSize(1);
		assertThat(application().context().getBeansOfType(ClientAddressResolver.class)).hasSize(1);
	}

	private static void assertIsOwnRequest(WhoAmI seen) {
		assertThat(seen.remotePort()).isPositive();
		assertThat(seen.ip()).isEqualTo("127.0.0.1");
		assertThat(seen.ips()).isEmpty();
		assertThat(seen.resolvedIp()).isEqualTo("127.0.0.1");
		assertThat(seen.peer()).isEqualTo("127.0.0.1");
		assertThat(seen.remoteAddr()).isEqualTo("127.0.0.1");
		assertThat(seen.remoteHost()).isEqualTo("127.0.0.1");
		assertThat(seen.secure()).isFalse();
		assertThat(seen.url()).isEqualTo("http://app.internal:8080/whoami");
		assertThat(seen.host()).isEqualTo("app.internal");
		assertThat(seen.port()).isEqualTo(8080);
	}

	private static HeaderView headerView(Application application, String name, String... headerLines)
			throws IOException {
		return Application.read(application.get("/header?name=" + name, headerLines), HeaderView.class);
	}

	@Configuration(proxyBeanMethods = false)
	static class PolicyConfiguration {

		@Bean
		TrustPolicy trustPolicy() {
			return (address, hop) -> hop == 0 && address.isLoopbackAddress();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FailingPolicyConfiguration {

		@Bean
		TrustPolicy trustPolicy() {
			return (address, hop) -> {
				throw new IllegalStateException("The policy is broken");
			};
		}

	}

}
