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
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.trustproxy.MalformedHandling;
import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.observe.RequestListener;
import io.github.trustproxy.servlet.TrustProxyFilter;
import io.github.trustproxy.support.RawConnection;
import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.Shows;
import io.github.trustproxy.webflux.TrustProxyWebFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a server sees itself, without the application: its valves, handlers and routes,
 * and the requests that it answers alone.
 */
@EveryServer
class DoorTests extends AbstractApplicationTests {

	private static final String[] FORWARDED = { "X-Forwarded-For: 198.51.100.66, 203.0.113.7:51234",
			"X-Forwarded-Proto: https", "X-Forwarded-Host: www.example.com:8443" };

	DoorTests(ServerStack stack) {
		super(stack);
	}

	private Application observed(String... properties) {
		return application(observer(stack()), properties);
	}

	/**
	 * Return what answers {@code /observed} with headers that say what a server sees.
	 */
	static Class<?> observer(ServerStack stack) {
		return switch (stack) {
			case TOMCAT_SERVLET, TOMCAT_WEBFLUX -> ObservingValve.class;
			case JETTY_SERVLET, JETTY_WEBFLUX -> ObservingHandler.class;
			case NETTY_WEBFLUX -> ObservingRoute.class;
		};
	}

	@Test
	void serverSeesTheClientThatTheTrustedPeerForwards() throws IOException {
		RawResponse response = observed("trust-proxy=127.0.0.1").get("/observed", FORWARDED);
		assertThat(response.headers().get("Observed")).containsExactly("203.0.113.7 51234 https www.example.com 8443");
		if (stack() != ServerStack.NETTY_WEBFLUX) {
			assertThat(response.headers().get("Observed-Header")).containsExactly("null");
		}
	}

	@Test
	void serverSeesThePeerThatIsNotTrusted() throws IOException {
		try (RawConnection connection = observed("trust-proxy=127.0.0.1").connectFrom("127.0.0.2")) {
			RawResponse response = connection.exchange(Application.request("/observed", FORWARDED));
			assertThat(response.headers().get("Observed"))
				.containsExactly("127.0.0.2 " + connection.localPort() + " http app.internal 8080");
			if (stack() != ServerStack.NETTY_WEBFLUX) {
				assertThat(response.headers().get("Observed-Header")).containsExactly("null");
			}
		}
	}

	@Test
	void requestsOfAConnectionHaveNothingFromEachOther() throws IOException {
		try (RawConnection connection = observed("trust-proxy=127.0.0.1").connect(Application.IPV4_LOOPBACK)) {
			for (String target : List.of("/observed", "/unknown", "/whoami?resolve-before")) {
				connection.exchange(Application.request(target, FORWARDED));
			}
			WhoAmI seen = Application.whoAmI(connection.exchange(Application.request("/whoami?resolve-before")));
			assertThat(seen.before()).isEqualTo("127.0.0.1 127.0.0.1");
			assertThat(seen.resolvedIp()).isEqualTo("127.0.0.1");
			assertThat(seen.url()).isEqualTo("http://app.internal:8080/whoami");
			assertThat(connection.exchange(Application.request("/observed")).headers().get("Observed"))
				.containsExactly("127.0.0.1 " + connection.localPort() + " http app.internal 8080");
		}
	}

	/**
	 * A client must not be able to choose requests that the log does not attribute to it.
	 */
	@ParameterizedTest
	@Shows("threat-model.md: requests that a server answers alone")
	@Shows("what-is-rewritten.md: 3. Access logs")
	@CsvSource(textBlock = """
			GET /outside HTTP/1.1|Host: app.internal
			OPTIONS * HTTP/1.1|Host: app.internal
			CONNECT app.internal:80 HTTP/1.1|Host: app.internal:80
			TRACE /app/whoami HTTP/1.1|Host: app.internal
			GET /app HTTP/1.1|Host: app.internal
			GET /app/%2e%2e/%2e%2e HTTP/1.1|Host: app.internal
			GET /refused HTTP/1.1|Host: user@b.example
			""")
	void requestThatTheServerAnswersAloneIsLoggedWithItsClient(String request, @TempDir Path directory)
			throws IOException {
		// Jetty forgets the headers of a request that it cannot read
		boolean forgotten = stack().name().startsWith("JETTY")
				&& (request.contains("refused") || request.contains("%2e"));
		try (ServerAccessLog log = ServerAccessLog.of(stack(), directory)) {
			Application application = application(
					log.propertiesAnd("trust-proxy=127.0.0.1", "server.servlet.context-path=/app",
							"spring.webflux.base-path=/app", "spring.application.name=" + stack()));
			log.beforeRequest();
			String text = request.replace("|", "\r\n")
					+ "\r\nX-Forwarded-For: 203.0.113.7\r\nConnection: close\r\n\r\n";
			application.exchange(Application.IPV4_LOOPBACK, text);
			String method = request.substring(0, request.indexOf(' '));
			assertThat(log.await(forgotten ? " HTTP/1" : method + " "))
				.startsWith(forgotten ? "127.0.0.1 " : "203.0.113.7 ");
		}
	}

	/**
	 * What stands behind the place where a server stopped to read may be the entry of the
	 * proxy, and what stands in front of it that of an attacker.
	 */
	@Test
	void requestThatTheServerCouldNotReadIsLoggedWithItsPeer(@TempDir Path directory) throws IOException {
		try (ServerAccessLog log = ServerAccessLog.of(stack(), directory)) {
			Application application = application(
					log.propertiesAnd("trust-proxy=127.0.0.1", "spring.application.name=unread-" + stack()));
			log.beforeRequest();
			application.exchange(Application.IPV4_LOOPBACK,
					"GET /unread HTTP/1.1\r\nX-Forwarded-For: 198.51.100.66\r\nBad\u0001Name: x\r\n"
							+ "X-Forwarded-For: 203.0.113.7\r\nHost: app.internal\r\nConnection: close\r\n\r\n");
			application.get("/after");
			log.await("/after");
			assertThat(log.entries()).noneMatch((entry) -> entry.contains("198.51.100.66"));
		}
	}

	@Test
	void policyIsAskedOnceAboutEachHopAndRequest(@TempDir Path directory) throws IOException {
		try (ServerAccessLog log = ServerAccessLog.of(stack(), directory)) {
			Application application = application(ChangingPolicy.class, log.propertiesAnd());
			AtomicInteger questions = application.context().getBean(ChangingPolicy.class).questions;
			String entry = log.entry(application, "/whoami?resolve-before", "X-Forwarded-For: 203.0.113.7");
			assertThat(entry).startsWith("203.0.113.7 ");
			assertThat(questions).hasValue(1);
			assertThat(application.whoAmI().ip()).isEqualTo("127.0.0.1");
			assertThat(questions).hasValue(2);
		}
	}

	@Test
	void listenerThatFailsConcernsNeitherTheRequestNorOtherListeners() throws IOException {
		Application application = application(Listeners.class, "trust-proxy=127.0.0.1");
		AtomicInteger requests = application.context().getBean(Listeners.class).requests;
		assertThat(application.whoAmI(FORWARDED).ip()).isEqualTo("203.0.113.7");
		assertThat(requests).hasValue(1);
		assertThat(application.whoAmI().ip()).isEqualTo("127.0.0.1");
		assertThat(requests).hasValue(2);
	}

	/**
	 * Also of a direct one, about which there is not much to decide.
	 */
	@Test
	void listenersAreToldOnceOfARequestThatPassesTwice() throws IOException {
		Application application = application(
				List.of(Listeners.class, stack().isServlet() ? SecondFilter.class : SecondWebFilter.class),
				"trust-proxy=127.0.0.1");
		AtomicInteger requests = application.context().getBean(Listeners.class).requests;
		application.whoAmI();
		assertThat(requests).hasValue(1);
		application.whoAmI(FORWARDED);
		assertThat(requests).hasValue(2);
	}

	private static String describe(String address, int port, String scheme, String host, int hostPort) {
		return address + " " + port + " " + scheme + " " + host + " " + hostPort;
	}

	@Configuration(proxyBeanMethods = false)
	static class ChangingPolicy {

		final AtomicInteger questions = new AtomicInteger();

		@Bean
		TrustPolicy trustPolicy() {
			return (address, hop) -> this.questions.incrementAndGet() % 2 == 1;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Listeners {

		final AtomicInteger requests = new AtomicInteger();

		@Bean
		@Order(1)
		RequestListener failingRequestListener() {
			return (request, outcome) -> {
				throw new NoClassDefFoundError("Thrown by a listener");
			};
		}

		@Bean
		@Order(2)
		RequestListener countingRequestListener() {
			return (request, outcome) -> this.requests.incrementAndGet();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecondFilter {

		@Bean
		FilterRegistrationBean<Filter> secondTrustProxyFilter(TrustProxy trustProxy) {
			TrustProxyFilter filter = new TrustProxyFilter(trustProxy);
			return new FilterRegistrationBean<>(filter::doFilter);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecondWebFilter {

		@Bean
		WebFilter secondTrustProxyWebFilter(TrustProxy trustProxy) {
			return new TrustProxyWebFilter(trustProxy, MalformedHandling.STOP)::filter;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ObservingValve {

		@Bean
		WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> observingValve() {
			return (factory) -> factory.addEngineValves(new ValveBase(true) {

				@Override
				public void invoke(Request request, Response response) throws IOException, ServletException {
					response.addHeader("Observed", describe(request.getRemoteAddr(), request.getRemotePort(),
							request.getScheme(), request.getServerName(), request.getServerPort()));
					response.addHeader("Observed-Header", String.valueOf(request.getHeader("X-Forwarded-For")));
					assertThat(request.getPeerAddr()).startsWith("127.0.0.");
					assertThat(request.getRemoteHost()).isEqualTo(request.getRemoteAddr());
					assertThat(request.isSecure()).isEqualTo("https".equals(request.getScheme()));
					getNext().invoke(request, response);
				}

			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ObservingHandler {

		@Bean
		WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> observingHandler() {
			return (factory) -> factory
				.addServerCustomizers((server) -> server.setHandler(new Handler.Wrapper(server.getHandler()) {

					@Override
					public boolean handle(org.eclipse.jetty.server.Request request,
							org.eclipse.jetty.server.Response response, Callback callback) throws Exception {
						response.getHeaders()
							.add("Observed",
									describe(org.eclipse.jetty.server.Request.getRemoteAddr(request),
											org.eclipse.jetty.server.Request.getRemotePort(request),
											request.getHttpURI().getScheme(),
											org.eclipse.jetty.server.Request.getServerName(request),
											org.eclipse.jetty.server.Request.getServerPort(request)));
						response.getHeaders()
							.add("Observed-Header", String.valueOf(request.getHeaders().get("X-Forwarded-For")));
						assertThat(request.isSecure()).isEqualTo("https".equals(request.getHttpURI().getScheme()));
						return super.handle(request, response, callback);
					}

				}));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ObservingRoute {

		@Bean
		WebServerFactoryCustomizer<NettyReactiveWebServerFactory> observingRoute() {
			return (factory) -> factory.addRouteProviders((routes) -> routes.get("/observed", (request, response) -> {
				InetSocketAddress address = request.remoteAddress();
				return response
					.header("Observed",
							describe(address.getHostString(), address.getPort(), request.scheme(), request.hostName(),
									request.hostPort()))
					.sendString(Mono.just("observed"));
			}));
		}

	}

}
