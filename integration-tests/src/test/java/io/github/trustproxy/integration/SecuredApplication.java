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

import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

import io.github.trustproxy.ClientAddress;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application to which users log in with {@code x509()} of Spring Security, which the
 * samples do not have. The proxy has an account as well: to be taken for it is to get in.
 *
 * @param address where it listens
 * @param context its context
 */
record SecuredApplication(InetSocketAddress address, ConfigurableApplicationContext context) implements AutoCloseable {

	static final String SECRET = "Sesame-0123456789";

	private static final List<String> HIDDEN = List.of("client-cert", "ssl-client-cert", "x-forwarded-for",
			"x-origin-verify");

	/**
	 * Start the application in this JVM.
	 * @param type the stack
	 * @param properties its properties
	 */
	static SecuredApplication start(WebApplicationType type, Map<String, Object> properties) {
		Map<String, Object> all = new HashMap<>(properties);
		all.putAll(Map.of("server.address", "127.0.0.1", "server.port", "0", "spring.main.banner-mode", "off",
				"logging.level.root", "warn"));
		ConfigurableApplicationContext context = new SpringApplicationBuilder(
				(type != WebApplicationType.SERVLET) ? WebFlux.class : WebMvc.class, Controller.class)
			.web(type)
			.properties(all)
			.run();
		int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		return new SecuredApplication(new InetSocketAddress("127.0.0.1", port), context);
	}

	@Override
	public void close() {
		this.context.close();
	}

	private static UserDetails[] users() {
		return List.of("alice", "edge")
			.stream()
			.map((name) -> User.withUsername(name).password("{noop}unused").roles("USER").build())
			.toArray(UserDetails[]::new);
	}

	@RestController
	static class Controller {

		@GetMapping("/user")
		String user(Principal user) {
			return user.getName();
		}

		/**
		 * Say who the client is, and which headers are visible that should not be.
		 */
		@GetMapping("/client")
		String client(ClientAddress client, @RequestHeader HttpHeaders headers) {
			TreeSet<String> visible = new TreeSet<>();
			headers.forEach((name, values) -> visible.add(name.toLowerCase(Locale.ROOT)));
			visible.retainAll(HIDDEN);
			return "%s %s %s".formatted(client.ip(), client.stopReason(), visible);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableWebSecurity
	static class WebMvc {

		@Bean
		TomcatServletWebServerFactory tomcatServletWebServerFactory() {
			return new TomcatServletWebServerFactory();
		}

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) throws Exception {
			return http
				.authorizeHttpRequests(
						(requests) -> requests.requestMatchers("/client").permitAll().anyRequest().authenticated())
				.x509(Customizer.withDefaults())
				.build();
		}

		@Bean
		UserDetailsService userDetailsService() {
			return new InMemoryUserDetailsManager(users());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableWebFluxSecurity
	static class WebFlux {

		@Bean
		NettyReactiveWebServerFactory nettyReactiveWebServerFactory() {
			return new NettyReactiveWebServerFactory();
		}

		@Bean
		SecurityWebFilterChain securityWebFilterChain(ServerHttpSecurity http) {
			return http
				.authorizeExchange(
						(exchanges) -> exchanges.pathMatchers("/client").permitAll().anyExchange().authenticated())
				.x509(Customizer.withDefaults())
				.build();
		}

		@Bean
		ReactiveUserDetailsService userDetailsService() {
			return new MapReactiveUserDetailsService(users());
		}

	}

}
