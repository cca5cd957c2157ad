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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.Shows;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;
import org.springframework.web.servlet.view.RedirectView;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where the links and redirects of Spring MVC lead behind a prefix.
 */
@ServletServers
@Shows(value = "what-is-rewritten.md: 1. Redirects and links", on = "servlet")
@Shows(value = "what-is-rewritten.md: 6. Prefix", on = "servlet")
class ServletPrefixTests extends AbstractApplicationTests {

	ServletPrefixTests(ServerStack stack) {
		super(stack);
	}

	private RawResponse get(String contextPath, String path) throws IOException {
		return application(PrefixConfiguration.class, "trust-proxy=loopback",
				"trust-proxy.headers=for,host,proto,port,prefix", "server.servlet.context-path=" + contextPath,
				"spring.web.resources.static-locations=classpath:/io/github/trustproxy/server/static/",
				"spring.web.resources.chain.strategy.content.enabled=true")
			.get(contextPath + path, "X-Forwarded-Prefix: /api", "X-Forwarded-Proto: https",
					"X-Forwarded-Host: www.example.com");
	}

	private String location(String contextPath, String path) throws IOException {
		return get(contextPath, path).headers().getFirst("Location");
	}

	/**
	 * A path from the root is one of the client's, which the application has put together
	 * itself.
	 */
	@ParameterizedTest
	@CsvSource({ "/login,/login", "login,/api/shop/login", "../login,/api/login", "./a/../login?b,/api/shop/login?b",
			"?b,/api/shop/redirect?b", "'',/api/shop/redirect", "#b,/api/shop/redirect#b" })
	void redirectIsCompletedWithThePrefix(String to, String path) throws IOException {
		for (String overload : new String[] { "location", "clear", "status", "status-clear" }) {
			assertThat(location("/shop", "/redirect?overload=" + overload + "&to=" + encoded(to)))
				.isEqualTo("https://www.example.com" + path);
		}
	}

	@ParameterizedTest
	@CsvSource({ "https://other.example/login,https://other.example/login",
			"//other.example/login,https://other.example/login" })
	void redirectToAnotherHostHasNoPrefix(String to, String location) throws IOException {
		assertThat(location("/shop", "/redirect?overload=location&to=" + encoded(to))).isEqualTo(location);
	}

	private static String encoded(String to) {
		return URLEncoder.encode(to, StandardCharsets.UTF_8);
	}

	@ParameterizedTest
	@CsvSource({ "/view-name,/login", "/view,/login", "/view-name/relative,/view-name/login" })
	void redirectViewIsRelativeToThePrefix(String path, String target) throws IOException {
		assertThat(location("", path)).isEqualTo("https://www.example.com/api" + target);
		assertThat(location("/shop", path)).isEqualTo("https://www.example.com/api/shop" + target);
	}

	@Test
	void redirectViewIsRelativeToThePrefixInsteadOfTheContextPath() throws IOException {
		assertThat(application(PrefixConfiguration.class, "trust-proxy=loopback",
				"trust-proxy.headers=for,host,proto,port,prefix", "trust-proxy.prefix=replace",
				"server.servlet.context-path=/shop")
			.get("/shop/view", "X-Forwarded-Prefix: /api", "X-Forwarded-Proto: https",
					"X-Forwarded-Host: www.example.com")
			.headers()
			.getFirst("Location")).isEqualTo("https://www.example.com/api/login");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/shop" })
	void linkToAVersionOfAStaticResourceIsRelativeToThePrefix(String contextPath) throws IOException {
		String link = get(contextPath, "/link").body();
		assertThat(link).matches("/api" + contextPath + "/page-[0-9a-f]{32}\\.txt");
		String path = link.substring(("/api" + contextPath).length());
		assertThat(get(contextPath, path).body()).isEqualTo("static\n");
	}

	/**
	 * The server knows nothing of a prefix. What it needs with a context path of its own
	 * is {@code server.servlet.session.cookie.path}.
	 */
	@ParameterizedTest
	@CsvSource({ "'',/", "/shop,/shop" })
	void sessionCookieHasThePathOfTheServer(String contextPath, String path) throws IOException {
		assertThat(get(contextPath, "/session").headers().getOrEmpty("Set-Cookie")).isNotEmpty()
			.allSatisfy((cookie) -> assertThat(cookie).matches("[^;]+; Path=" + path + "(;.*)?"));
	}

	@Configuration(proxyBeanMethods = false)
	@Import(PrefixController.class)
	static class PrefixConfiguration {

		@Bean
		FilterRegistrationBean<ResourceUrlEncodingFilter> resourceUrlEncodingFilter() {
			return new FilterRegistrationBean<>(new ResourceUrlEncodingFilter());
		}

	}

	@Controller
	static class PrefixController {

		@GetMapping("/view-name")
		String viewName() {
			return "redirect:/login";
		}

		@GetMapping("/view-name/relative")
		String relativeViewName() {
			return "redirect:login";
		}

		@GetMapping("/view")
		RedirectView view() {
			return new RedirectView("/login", true);
		}

		@GetMapping("/link")
		@ResponseBody
		String link(HttpServletRequest request, HttpServletResponse response) {
			return response.encodeURL(request.getContextPath() + "/page.txt");
		}

	}

}
