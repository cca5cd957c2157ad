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

package io.github.trustproxy.servlet;

import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustProxy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RewrittenResponse}.
 */
class RewrittenResponseTests {

	private static final TrustProxy trustProxy = TrustProxy.builder().policy(TrustPolicy.all()).build();

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	@ParameterizedTest(name = "{0}: {1}")
	@CsvSource(textBlock = """
			absolute path,                 /login,                    https://shop.example/login
			path with query,               /login?next=/a/../b,       https://shop.example/login?next=/a/../b
			relative path,                 login,                     https://shop.example/account/login
			relative path with colon,      ./a:b,                     https://shop.example/account/a:b
			parent,                        ../login,                  https://shop.example/login
			above the root,                ../../../login,            https://shop.example/login
			dots at the end,               ..,                        https://shop.example/
			dot at the end,                .,                         https://shop.example/account/
			dots in the query stay,        login?to=../x#../y,        https://shop.example/account/login?to=../x#../y
			query only,                    ?page=2,                   https://shop.example/account/orders?page=2
			fragment only,                 #top,                      https://shop.example/account/orders#top
			empty,                         '',                        https://shop.example/account/orders
			network path,                  //cdn.example/x,           https://cdn.example/x
			other origin,                  http://other.example/x,    http://other.example/x
			other scheme,                  mailto:a@shop.example,     mailto:a@shop.example
			colon in the query,            login?at=10:00,            https://shop.example/account/login?at=10:00
			no valid URI,                  /caf\u00e9 au lait?{x},    https://shop.example/caf\u00e9 au lait?{x}
			""")
	void completesRelativeLocation(String name, String location, String expected) throws Exception {
		filtered("https", "shop.example").sendRedirect(location);
		assertThat(this.response.getHeader("Location")).isEqualTo(expected);
		assertThat(this.response.getStatus()).isEqualTo(302);
	}

	@ParameterizedTest
	@CsvSource({ "https,shop.example:8443,https://shop.example:8443/x", "https,shop.example:443,https://shop.example/x",
			"http,shop.example:80,http://shop.example/x", "http,shop.example:443,http://shop.example:443/x",
			"https,[2001:db8::1]:8443,https://[2001:db8::1]:8443/x" })
	void namesThePortUnlessItIsTheDefaultOfTheScheme(String scheme, String host, String expected) throws Exception {
		filtered(scheme, host).sendRedirect("/x");
		assertThat(this.response.getHeader("Location")).isEqualTo(expected);
	}

	@Test
	void completesLocationInEveryOverload() throws Exception {
		HttpServletResponse filtered = filtered("https", "shop.example");
		filtered.sendRedirect("/x", 307);
		assertThat(this.response.getStatus()).isEqualTo(307);
		assertThat(this.response.getHeader("Location")).isEqualTo("https://shop.example/x");
		this.response.setCommitted(false);
		this.response.reset();
		filtered.sendRedirect("/y", true);
		assertThat(this.response.getStatus()).isEqualTo(302);
		assertThat(this.response.getHeader("Location")).isEqualTo("https://shop.example/y");
		this.response.setCommitted(false);
		this.response.reset();
		filtered.sendRedirect("/z", 303, false);
		assertThat(this.response.getStatus()).isEqualTo(303);
		assertThat(this.response.getHeader("Location")).isEqualTo("https://shop.example/z");
	}

	@Test
	void leavesTheLocationToTheServerWhereTheOriginIsItsOwn() throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/account/orders");
		request.addHeader("X-Forwarded-For", "203.0.113.7");
		HttpServletResponse[] seen = new HttpServletResponse[1];
		new TrustProxyFilter(trustProxy).doFilter(request, this.response,
				(filteredRequest, filteredResponse) -> seen[0] = (HttpServletResponse) filteredResponse);
		assertThat(seen[0]).isSameAs(this.response);
	}

	private HttpServletResponse filtered(String scheme, String host) throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/account/orders");
		request.setServerName("10.0.0.5");
		request.setServerPort(8080);
		request.addHeader("X-Forwarded-Proto", scheme);
		request.addHeader("X-Forwarded-Host", host);
		HttpServletResponse[] seen = new HttpServletResponse[1];
		new TrustProxyFilter(trustProxy).doFilter(request, this.response, (filteredRequest, filteredResponse) -> {
			assertThat(((HttpServletRequest) filteredRequest).getScheme()).isEqualTo(scheme);
			seen[0] = (HttpServletResponse) filteredResponse;
		});
		return seen[0];
	}

}
