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

package io.github.trustproxy.documentation;

import java.beans.Introspector;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.github.trustproxy.server.AbstractApplicationTests;
import io.github.trustproxy.server.Application;
import io.github.trustproxy.server.EveryServer;
import io.github.trustproxy.server.ServerStack;
import io.github.trustproxy.server.WhoAmI;
import io.github.trustproxy.support.MarkdownFile;
import io.github.trustproxy.support.RawConnection;
import org.apache.catalina.filters.RemoteIpFilter;
import org.apache.catalina.valves.RemoteIpValve;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ForwardedHeaderFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts what stands in the rows of docs/migration.md, before and after, and compares
 * what both make of the same requests.
 */
@EveryServer
@Tag("slow")
class MigrationTests extends AbstractApplicationTests {

	private static final MarkdownFile PAGE = MarkdownFile.of("docs", "migration.md");

	private static final List<Request> requests = MarkdownFile.of("docs", "migration.md")
		.section("## The requests")
		.rows()
		.stream()
		.skip(1)
		.map(Request::of)
		.toList();

	MigrationTests(ServerStack stack) {
		super(stack);
	}

	@Test
	void answersDifferOnlyWhereThePageSaysSo() throws IOException {
		List<String> wrong = new ArrayList<>();
		for (List<String> row : Stream
			.of(rows("## From server.forward-headers-strategy"), rows("## From server.tomcat.remoteip"))
			.flatMap(List::stream)
			.toList()) {
			if (isOnThisServer(row.get(2))) {
				String differing = String.join(", ", differing(row.get(0), row.get(1)));
				if (!differing.equals((row.size() > 3) ? row.get(3) : "")) {
					wrong.add("%s | %s | %s | %s".formatted(row.get(0), row.get(1), stack().heading(), differing));
				}
			}
		}
		assertThat(wrong).isEmpty();
	}

	@Test
	void clientBehindTwoProxiesIsFoundWithBoth() throws IOException {
		Request request = requests.stream()
			.filter((candidate) -> candidate.name().equals("two proxies"))
			.findFirst()
			.orElseThrow();
		assertThat(request.send(application("trust-proxy=127.0.0.1,192.0.2.9"))).startsWith("203.0.113.7 ");
	}

	@Test
	void filterThatOnlyRemovesDoesWhatFalseDoes() throws IOException {
		if (!stack().isServlet()) {
			return;
		}
		String[] lines = { "X-Forwarded-For: 203.0.113.7", "Forwarded: for=203.0.113.7", "X-Forwarded-Prefix: /shop" };
		WhoAmI removed = application(RemovingFilter.class).whoAmI(lines);
		WhoAmI hidden = application("trust-proxy=false").whoAmI(lines);
		assertThat(hidden.headers()).isEqualTo(removed.headers());
		assertThat(hidden.remoteAddr()).isEqualTo(removed.remoteAddr());
		assertThat(hidden.url()).isEqualTo(removed.url());
	}

	@Test
	void everyAttributeOfTomcatsValveAndFilterIsThere() {
		List<String> attributes = rows("### RemoteIpValve and RemoteIpFilter").stream()
			.flatMap((row) -> Arrays.stream(row.get(0).split(", ")))
			.toList();
		assertThat(Stream.of(RemoteIpValve.class, RemoteIpFilter.class)
			.flatMap((type) -> Arrays.stream(type.getDeclaredMethods()))
			.filter((method) -> method.getName().startsWith("set") && Modifier.isPublic(method.getModifiers()))
			.map((method) -> Introspector.decapitalize(method.getName().substring("set".length())))).isNotEmpty()
			.allSatisfy((attribute) -> assertThat(attributes).contains(attribute));
	}

	private boolean isOnThisServer(String servers) {
		return servers.equals("every server")
				|| Arrays.stream(servers.split(", ")).anyMatch(stack().heading()::startsWith);
	}

	private List<String> differing(String before, String after) throws IOException {
		Application old = application(before.split(" "));
		Application migrated = application(after.split(" "));
		List<String> differing = new ArrayList<>();
		for (Request request : requests) {
			if (!request.send(old).equals(request.send(migrated))) {
				differing.add(request.name());
			}
		}
		return differing;
	}

	private static List<List<String>> rows(String heading) {
		List<List<String>> rows = PAGE.section(heading).rows();
		assertThat(rows).hasSizeGreaterThan(1);
		return rows.subList(1, rows.size());
	}

	@Configuration(proxyBeanMethods = false)
	static class RemovingFilter {

		@Bean
		ForwardedHeaderFilter forwardedHeaderFilter() {
			ForwardedHeaderFilter filter = new ForwardedHeaderFilter();
			filter.setRemoveOnly(true);
			return filter;
		}

	}

	/**
	 * A request of the page.
	 */
	private record Request(String name, String peer, List<String> headerLines) {

		static Request of(List<String> row) {
			return new Request(row.get(0), row.get(1), (row.size() > 2 && !row.get(2).isEmpty())
					? List.of(row.get(2).split(", (?=[A-Z][\\w-]+: )")) : List.of());
		}

		/**
		 * Return what the application sees, or the status with which the server refuses
		 * the request.
		 */
		String send(Application application) throws IOException {
			try (RawConnection connection = application.connectFrom(this.peer)) {
				var response = connection
					.exchange(Application.request("/whoami", this.headerLines.toArray(String[]::new)));
				if (response.status() != 200) {
					return String.valueOf(response.status());
				}
				WhoAmI seen = Application.whoAmI(response);
				return seen.remoteAddr() + " " + seen.url() + " " + seen.secure();
			}
		}

	}

}
