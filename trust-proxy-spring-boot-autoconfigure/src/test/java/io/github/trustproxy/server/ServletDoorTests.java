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
import java.net.Socket;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.github.trustproxy.support.RawConnection;
import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.RawHttp2Exchange;
import io.github.trustproxy.support.Shows;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.PushBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.RequestContextListener;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What servlet containers show around the filters of the application.
 */
@ServletServers
class ServletDoorTests extends AbstractApplicationTests {

	private static final String[] FORWARDED = { "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https",
			"X-Forwarded-Host: www.example.com", "X-Forwarded-User: admin" };

	private static final String CLIENT = "203.0.113.7 203.0.113.7 https true www.example.com 443 null ";

	private static final String STRANGER = "127.0.0.2 127.0.0.2 http false app.internal 8080 null null";

	ServletDoorTests(ServerStack stack) {
		super(stack);
	}

	private Application application() {
		return application(Observers.class, "trust-proxy=127.0.0.1", "trust-proxy.protected-headers=X-Forwarded-User");
	}

	private static RawResponse exchangeAsStranger(Application application, String request) throws IOException {
		try (RawConnection connection = application.connectFrom("127.0.0.2")) {
			return connection.exchange(request);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Listener", "Holder" })
	void listenersAndWhoeverAsksInFrontOfOurFilterSeeTheClient(String observer) throws IOException {
		assertThat(application().get("/whoami", FORWARDED).headers().get(observer)).containsExactly(CLIENT + "admin");
		assertThat(exchangeAsStranger(application(), Application.request("/whoami", FORWARDED)).headers().get(observer))
			.containsExactly(STRANGER);
	}

	@Test
	void asyncContextThatIsStartedWithoutRequestHasTheClient() throws IOException {
		assertThat(application().get("/started-async", FORWARDED).body()).isEqualTo(CLIENT + "admin");
		assertThat(exchangeAsStranger(application(), Application.request("/started-async", FORWARDED)).body())
			.isEqualTo(STRANGER);
	}

	/**
	 * Tomcat shows those trailers only that its connector allows.
	 */
	@Test
	@Shows("threat-model.md: forwarding or protected headers as trailers")
	void trailersHaveNoHiddenHeaders() throws IOException {
		String request = "POST /trailers HTTP/1.1\r\nHost: app.internal\r\nTransfer-Encoding: chunked\r\n\r\n"
				+ "1\r\na\r\n0\r\nX-Forwarded-For: 203.0.113.7\r\nX-Forwarded-User: admin\r\nX-Sum: 1\r\n\r\n";
		Application application = application();
		assertThat(exchangeAsStranger(application, request).body()).isEqualTo("{x-sum=1}");
		assertThat(application.exchange(Application.IPV4_LOOPBACK, request).body())
			.isEqualTo("{x-forwarded-user=admin, x-sum=1}");
	}

	/**
	 * Tomcat pushes nothing.
	 */
	@Test
	void pushedRequestHasNoHiddenHeaders() throws IOException {
		Application application = application(Observers.class, "trust-proxy=10.0.0.0/8", "server.http2.enabled=true",
				"trust-proxy.protected-headers=X-Forwarded-User");
		try (Socket socket = new Socket(Application.IPV4_LOOPBACK, application.port())) {
			socket.setSoTimeout(30_000);
			RawResponse response = new RawHttp2Exchange().header(":method", "GET")
				.header(":scheme", "http")
				.header(":authority", "app.internal")
				.header(":path", "/pushed")
				.header("x-forwarded-for", "203.0.113.7")
				.header("x-forwarded-user", "admin")
				.header("x-other", "1")
				.send(socket);
			assertThat(response.body()).isEqualTo((stack() == ServerStack.TOMCAT_SERVLET) ? "none" : "[x-other]");
		}
	}

	@Test
	void redirectOfTheContextRootLeadsToTheForwardedOrigin() throws IOException {
		Application application = application("trust-proxy=127.0.0.1", "server.servlet.context-path=/app");
		assertThat(location(application.get("/app", FORWARDED))).isIn("/app/", "https://www.example.com/app/");
		assertThat(location(exchangeAsStranger(application, Application.request("/app", FORWARDED)))).isIn("/app/",
				"http://app.internal:8080/app/");
	}

	private static String location(RawResponse response) {
		assertThat(response.status()).isBetween(300, 399);
		return response.headers().getFirst("Location");
	}

	static String describe(HttpServletRequest request) {
		return String.join(" ", request.getRemoteAddr(), request.getRemoteHost(), request.getScheme(),
				String.valueOf(request.isSecure()), request.getServerName(), String.valueOf(request.getServerPort()),
				request.getHeader("X-Forwarded-For"), request.getHeader("X-Forwarded-User"));
	}

	@Configuration(proxyBeanMethods = false)
	static class Observers {

		@Bean
		ServletListenerRegistrationBean<ServletRequestListener> listener() {
			return new ServletListenerRegistrationBean<>(new ServletRequestListener() {

				@Override
				public void requestInitialized(ServletRequestEvent event) {
					event.getServletRequest()
						.setAttribute("listener", describe((HttpServletRequest) event.getServletRequest()));
				}

			});
		}

		@Bean
		ServletListenerRegistrationBean<RequestContextListener> requestContextListener() {
			return new ServletListenerRegistrationBean<>(new RequestContextListener());
		}

		@Bean
		FilterRegistrationBean<Filter> observer() {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
				HttpServletResponse httpResponse = (HttpServletResponse) response;
				httpResponse.addHeader("Listener", (String) request.getAttribute("listener"));
				httpResponse.addHeader("Holder", describe(
						((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest()));
				chain.doFilter(request, response);
			});
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return registration;
		}

		@Bean
		WebServerFactoryCustomizer<TomcatServletWebServerFactory> allowedTrailers() {
			return (factory) -> factory.addConnectorCustomizers((connector) -> connector
				.setProperty("allowedTrailerHeaders", "x-forwarded-for,x-forwarded-user,x-sum"));
		}

		@Bean
		ObserverController observerController() {
			return new ObserverController();
		}

	}

	@RestController
	static class ObserverController {

		@GetMapping("/started-async")
		void startedAsync(HttpServletRequest request) {
			AsyncContext context = request.startAsync();
			context.start(() -> {
				try {
					context.getResponse().getWriter().write(describe((HttpServletRequest) context.getRequest()));
				}
				catch (IOException ex) {
					throw new IllegalStateException(ex);
				}
				context.complete();
			});
		}

		@GetMapping("/pushed")
		@SuppressWarnings("deprecation")
		String pushed(HttpServletRequest request) {
			PushBuilder builder = request.newPushBuilder();
			if (builder == null) {
				return "none";
			}
			Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
			names.addAll(builder.getHeaderNames());
			names.removeAll(Set.of("Referer", "Host"));
			return names.toString().toLowerCase(Locale.ROOT);
		}

		@PostMapping("/trailers")
		String trailers(HttpServletRequest request) throws IOException {
			request.getInputStream().readAllBytes();
			return new TreeMap<>(request.getTrailerFields()).toString().toLowerCase(Locale.ROOT);
		}

	}

}
