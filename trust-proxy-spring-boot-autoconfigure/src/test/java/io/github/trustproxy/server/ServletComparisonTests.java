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
import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares what only the servlet stack has.
 */
@ServletServers
class ServletComparisonTests extends AbstractComparisonTests {

	ServletComparisonTests(ServerStack stack) {
		super(stack);
	}

	@Test
	void redirects() {
		compare("all four sendRedirect lead to the client's origin", (contestant) -> {
			for (String relative : List.of("true", "false")) {
				Application application = contestant.trusting("server.tomcat.use-relative-redirects=" + relative);
				for (String overload : List.of("location", "clear", "status", "status-clear")) {
					assertThat(target(application, "/login", overload)).isEqualTo("https://www.example.com/login");
					assertThat(target(application, "login", overload)).isEqualTo("https://www.example.com/login");
				}
			}
		});
	}

	/**
	 * Return where a client is led that resolves a relative location itself.
	 */
	private static String target(Application application, String to, String overload) throws IOException {
		String location = application.get("/redirect?to=" + to + "&overload=" + overload, FORWARDED)
			.headers()
			.getFirst("Location");
		return URI.create("https://www.example.com/redirect").resolve(location).toString();
	}

	@Test
	void redirectOfTheContextRoot() {
		compare("so does the redirect of the context root", (contestant) -> {
			String location = contestant.trusting("server.servlet.context-path=/app")
				.get("/app", FORWARDED)
				.headers()
				.getFirst("Location");
			assertThat(URI.create("https://www.example.com/app").resolve(location))
				.isEqualTo(URI.create("https://www.example.com/app/"));
		});
	}

	@Test
	void listeners() {
		compare("listeners, and filters in front, see the client", (contestant) -> {
			HttpHeaders headers = contestant.trusting(ServletDoorTests.Observers.class)
				.get("/whoami", FORWARDED)
				.headers();
			assertThat(headers.getFirst("Listener")).startsWith(CLIENT + " ");
			assertThat(headers.getFirst("Holder")).startsWith(CLIENT + " ");
		});
	}

	@Test
	void asyncDispatch() {
		compare("ASYNC dispatches see the client", (contestant) -> {
			for (String start : List.of("start-async", "start-async-with-request")) {
				WhoAmI seen = Application.whoAmI(contestant.trusting().get("/whoami?" + start, FORWARDED));
				assertThat(seen.dispatch()).isEqualTo("ASYNC");
				assertThat(seen.remoteAddr()).isEqualTo(CLIENT);
				assertThat(seen.url()).isEqualTo("https://www.example.com/whoami");
			}
		});
	}

	@Test
	void forwardDispatch() {
		compare("FORWARD dispatches see the client", (contestant) -> {
			WhoAmI seen = Application.whoAmI(contestant.trusting().get("/forward", FORWARDED));
			assertThat(seen.dispatch()).isEqualTo("FORWARD");
			assertThat(seen.remoteAddr()).isEqualTo(CLIENT);
			assertThat(seen.url()).isEqualTo("https://www.example.com/whoami/forwarded");
		});
	}

	@Test
	void typedHeader() {
		compare("getIntHeader hides as well",
				(contestant) -> assertThat(
						contestant.trusting().get("/int-header?name=X-Forwarded-Port", "X-Forwarded-Port: 8443").body())
					.isEqualTo("-1"));
	}

}
