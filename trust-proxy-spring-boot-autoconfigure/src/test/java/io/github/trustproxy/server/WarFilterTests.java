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

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.EnumSet;

import io.github.trustproxy.autoconfigure.TrustProxyAutoConfiguration;
import io.github.trustproxy.autoconfigure.TrustProxyServletAutoConfiguration;
import io.github.trustproxy.support.RawConnection;
import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.Shows;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ForwardedHeaderFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of filters that are not Spring Boot's, in servers that are not embedded and start
 * an application as they do in a WAR file.
 */
@ExtendWith(OutputCaptureExtension.class)
class WarFilterTests {

	private static final String PROXY = "127.0.0.1";

	private static final String CLIENT = "203.0.113.7";

	/** Written by the client, in front of its own. */
	private static final String FORGED = "198.51.100.66";

	private static final String WARNING = "These filters come before that of trust-proxy";

	private static final ServletContainerInitializer APPLICATION = (types, context) -> new Deployment()
		.onStartup(context);

	private static final ServletContainerInitializer OTHER_CODE = (types, context) -> context
		.addFilter("added", seenBy("added"))
		.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");

	private static final ServletContainerInitializer MODEST_CODE = (types, context) -> context
		.addFilter("added", seenBy("added"))
		.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");

	private static final ServletContainerInitializer HIDDEN_REWRITE = (types, context) -> context
		.addFilter("hidden", hidden(new ForwardedHeaderFilter()))
		.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");

	@TempDir
	private Path directory;

	@ParameterizedTest
	@EnumSource
	@Shows("threat-model.md: a filter that other code adds to a WAR file")
	void filterThatOtherCodeAddedBeforeIsWarnedAbout(Container container, CapturedOutput output) throws Exception {
		RawResponse response = container.exchange(this.directory, OTHER_CODE, APPLICATION);
		assertSeen(response, "added", PROXY);
		assertSeen(response, "servlet", CLIENT);
		assertThat(output).containsOnlyOnce(WARNING).contains("before the application started: added. They see");
	}

	@ParameterizedTest
	@EnumSource
	void filterThatOtherCodeAddsLaterSeesTheClient(Container container, CapturedOutput output) throws Exception {
		assertSeen(container.exchange(this.directory, APPLICATION, OTHER_CODE), "added", CLIENT);
		assertThat(output).doesNotContain(WARNING);
	}

	@ParameterizedTest
	@EnumSource
	void filterThatOtherCodeAddedToTheEndSeesTheClient(Container container, CapturedOutput output) throws Exception {
		assertSeen(container.exchange(this.directory, MODEST_CODE, APPLICATION), "added", CLIENT);
		assertThat(output).doesNotContain(WARNING);
	}

	@ParameterizedTest
	@EnumSource
	@Shows("threat-model.md: a competing filter that hides what it calls")
	void filterThatHidesItsRewritingLetsTheClientChooseItsAddress(Container container, CapturedOutput output)
			throws Exception {
		RawResponse response = container.exchange(this.directory, HIDDEN_REWRITE, APPLICATION);
		assertThat(response.headers().get("servlet")).containsExactly(FORGED);
		assertThat(output).contains(WARNING).contains(": hidden. They see");
	}

	private static void assertSeen(RawResponse response, String by, String address) {
		assertThat(response.headers().get(by)).containsExactly(address);
		assertThat(response.headers().get("declared")).containsExactly(CLIENT);
	}

	private static Filter seenBy(String name) {
		return (request, response, chain) -> {
			((HttpServletResponse) response).setHeader(name, request.getRemoteAddr());
			chain.doFilter(request, response);
		};
	}

	private static Filter hidden(Filter filter) {
		InvocationHandler handler = (proxy, method, arguments) -> method.invoke(filter, arguments);
		return (Filter) Proxy.newProxyInstance(Filter.class.getClassLoader(), new Class<?>[] { Filter.class }, handler);
	}

	/**
	 * A server that is not embedded, with a filter that is declared as in
	 * {@code web.xml}.
	 */
	enum Container {

		TOMCAT {

			@Override
			RawResponse exchange(Path directory, ServletContainerInitializer... initializers) throws Exception {
				Tomcat tomcat = new Tomcat();
				tomcat.setBaseDir(directory.toString());
				tomcat.setPort(0);
				tomcat.getConnector();
				Context context = tomcat.addContext("", directory.toString());
				FilterDef filter = new FilterDef();
				filter.setFilterName("declared");
				filter.setFilter(seenBy("declared"));
				context.addFilterDef(filter);
				FilterMap mapping = new FilterMap();
				mapping.setFilterName("declared");
				mapping.addURLPattern("/*");
				context.addFilterMap(mapping);
				for (ServletContainerInitializer initializer : initializers) {
					context.addServletContainerInitializer(initializer, null);
				}
				try {
					tomcat.start();
					return get(tomcat.getConnector().getLocalPort());
				}
				finally {
					tomcat.stop();
					tomcat.destroy();
				}
			}

		},

		JETTY {

			@Override
			RawResponse exchange(Path directory, ServletContainerInitializer... initializers) throws Exception {
				Server server = new Server();
				ServerConnector connector = new ServerConnector(server);
				server.addConnector(connector);
				ServletContextHandler context = new ServletContextHandler("/");
				FilterHolder filter = new FilterHolder(seenBy("declared"));
				filter.setName("declared");
				context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
				for (ServletContainerInitializer initializer : initializers) {
					context.addServletContainerInitializer(initializer);
				}
				server.setHandler(context);
				try {
					server.start();
					return get(connector.getLocalPort());
				}
				finally {
					server.stop();
				}
			}

		};

		abstract RawResponse exchange(Path directory, ServletContainerInitializer... initializers) throws Exception;

		private static RawResponse get(int port) throws Exception {
			try (RawConnection connection = new RawConnection(
					RawConnection.connect(null, InetAddress.getByName(PROXY), port))) {
				return connection.exchange(Application.request("/", "X-Forwarded-For: " + FORGED + ", " + CLIENT));
			}
		}

	}

	static class Deployment extends SpringBootServletInitializer {

		@Override
		protected SpringApplicationBuilder configure(SpringApplicationBuilder builder) {
			return builder.sources(DeployedApplication.class)
				.properties("trust-proxy=loopback", "spring.main.banner-mode=off");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TrustProxyAutoConfiguration.class, TrustProxyServletAutoConfiguration.class })
	static class DeployedApplication {

		@Bean
		ServletRegistrationBean<HttpServlet> servlet() {
			return new ServletRegistrationBean<>(new HttpServlet() {

				@Override
				protected void doGet(HttpServletRequest request, HttpServletResponse response) {
					response.setHeader("servlet", request.getRemoteAddr());
				}

			}, "/");
		}

	}

}
