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

import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The prefix of the path that a proxy has removed, where it is believed.
 */
@EveryServer
@Shows("what-is-rewritten.md: 6. Prefix")
class PrefixTests extends AbstractApplicationTests {

	PrefixTests(ServerStack stack) {
		super(stack);
	}

	private Application application(String trust, String contextPath) {
		return application("trust-proxy=" + trust, "trust-proxy.headers=for,host,proto,port,prefix",
				"server.servlet.context-path=" + contextPath, "spring.webflux.base-path=" + contextPath,
				"spring.web.resources.static-locations=classpath:/io/github/trustproxy/server/static/");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/shop" })
	void prefixIsInFrontOfTheContextPath(String contextPath) throws IOException {
		WhoAmI seen = Application.whoAmI(application("loopback", contextPath).get(contextPath + "/whoami/a%20b?c=d",
				"X-Forwarded-Prefix: /api", "X-Forwarded-Host: www.example.com"));
		assertThat(seen.contextPath()).isEqualTo("/api" + contextPath);
		assertThat(seen.path()).isEqualTo("/api" + contextPath + "/whoami/a%20b");
		assertThat(seen.url()).isEqualTo("http://www.example.com/api" + contextPath + "/whoami/a%20b");
		assertThat(seen.query()).isEqualTo("c=d");
		assertThat(seen.headers()).containsOnlyKeys("host");
	}

	@ParameterizedTest
	@CsvSource({ "'',/api,/api", "/shop,/api,/api", "/shop,/api/,/api", "/shop/v1,/api,/api", "/shop,/shop,/shop",
			"/shop,'/api, /orders',/orders", "/shop,/,''", "/shop/v1,/,''", "/shop,/api/v1,/api/v1",
			"/shop,/..,/shop" })
	void prefixStandsInsteadOfTheContextPath(String contextPath, String prefix, String seenContextPath)
			throws IOException {
		Application application = replacing(contextPath);
		WhoAmI seen = Application.whoAmI(application.get(contextPath + "/whoami/a%20b?c=d",
				"X-Forwarded-Prefix: " + prefix, "X-Forwarded-Host: www.example.com"));
		assertThat(seen.contextPath()).isEqualTo(seenContextPath);
		assertThat(seen.path()).isEqualTo(seenContextPath + "/whoami/a%20b");
		assertThat(seen.url()).isEqualTo("http://www.example.com" + seenContextPath + "/whoami/a%20b");
		assertThat(seen.query()).isEqualTo("c=d");
		assertThat(seen.headers()).containsOnlyKeys("host");
		assertThat(application.get(contextPath + "/page.txt", "X-Forwarded-Prefix: " + prefix).body())
			.isEqualTo("static\n");
	}

	@Test
	void contextPathStaysWithoutAPrefix() throws IOException {
		WhoAmI seen = Application.whoAmI(replacing("/shop").get("/shop/whoami", "X-Forwarded-Host: www.example.com"));
		assertThat(seen.contextPath()).isEqualTo("/shop");
		assertThat(seen.url()).isEqualTo("http://www.example.com/shop/whoami");
	}

	private Application replacing(String contextPath) {
		return application("trust-proxy=loopback", "trust-proxy.headers=for,host,proto,port,prefix",
				"trust-proxy.prefix=replace", "server.servlet.context-path=" + contextPath,
				"spring.webflux.base-path=" + contextPath,
				"spring.web.resources.static-locations=classpath:/io/github/trustproxy/server/static/");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/shop" })
	void staticResourceIsFoundBehindThePrefix(String contextPath) throws IOException {
		RawResponse response = application("loopback", contextPath).get(contextPath + "/page.txt",
				"X-Forwarded-Prefix: /api");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("static\n");
	}

	@Test
	void prefixThatIsVeryLongIsRefusedByTheServerOrPassedOnAsItIs() throws IOException {
		for (int length : new int[] { 1000, 7000, 15_000, 70_000 }) {
			String prefix = "/a".repeat(length / 2);
			RawResponse response = application("loopback", "").get("/whoami", "X-Forwarded-Prefix: " + prefix);
			if (length < 5000 || response.status() < 400) {
				assertThat(Application.whoAmI(response).path()).isEqualTo(prefix + "/whoami");
			}
			assertThat(response.status()).isLessThan(500);
		}
	}

}
