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

package io.github.trustproxy.webflux;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.header.HiddenHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.util.LinkedMultiValueMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Tests for {@link VisibleHeaders}.
 */
class VisibleHeadersTests {

	private static final TrustProxy trustProxy = TrustProxy.builder()
		.protectedHeaders(List.of("X-Forwarded-User"))
		.build();

	private static final HiddenHeaders HIDDEN = trustProxy
		.decide(MockServerHttpRequest.get("/").build(), new ServerHttpRequestReader(trustProxy))
		.hiddenHeaders();

	private final HttpHeaders headers = new HttpHeaders();

	private final VisibleHeaders visible = new VisibleHeaders(this.headers, HIDDEN);

	VisibleHeadersTests() {
		this.headers.add("Forwarded", "for=6.6.6.6");
		this.headers.add("Accept", "text/html");
		this.headers.add("x-forwarded-for", "6.6.6.6");
		this.headers.add("X-Forwarded-User", "admin");
		this.headers.add("accept", "text/plain");
		this.headers.add("Host", "app.example");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Accept", "accept", "ACCEPT", "aCCept" })
	void visibleHeaderIsFoundInAnyCase(String name) {
		assertThat(this.visible.containsKey(name)).isTrue();
		assertThat(this.visible.get(name)).containsExactly("text/html", "text/plain");
		assertThat(this.visible.getFirst(name)).isEqualTo("text/html");
		assertThat(this.visible.getOrDefault(name, List.of())).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Forwarded", "FORWARDED", "X-Forwarded-For", "x-forwarded-for", "x-FORWARDED-user" })
	void hiddenHeaderIsNotThereInAnyCase(String name) {
		assertThat(this.visible.containsKey(name)).isFalse();
		assertThat(this.visible.get(name)).isNull();
		assertThat(this.visible.getFirst(name)).isNull();
		assertThat(this.visible.getOrDefault(name, List.of())).isEmpty();
	}

	@Test
	void headerThatWasNotSentIsNotThere() {
		assertThat(this.visible.containsKey("Cookie")).isFalse();
		assertThat(this.visible.get("Cookie")).isNull();
		assertThat(this.visible.getFirst("Cookie")).isNull();
	}

	@Test
	void whatIsNoNameIsNotThere() {
		assertThat(this.visible.containsKey(null)).isFalse();
		assertThat(this.visible.containsKey(1)).isFalse();
		assertThat(this.visible.get(null)).isNull();
		assertThat(this.visible.get(1)).isNull();
	}

	@Test
	void sizeIsThatOfTheVisibleHeaders() {
		assertThat(this.visible.size()).isEqualTo(2);
		assertThat(this.visible.isEmpty()).isFalse();
		assertThat(this.visible.entrySet()).hasSize(2);
		assertThat(this.visible.keySet()).containsExactly("Accept", "Host");
		assertThat(this.visible.values()).containsExactly(List.of("text/html", "text/plain"), List.of("app.example"));
	}

	@Test
	void hiddenHeadersAloneAreNone() {
		this.headers.remove("Accept");
		this.headers.remove("Host");
		assertThat(this.visible.size()).isZero();
		assertThat(this.visible.isEmpty()).isTrue();
		assertThat(this.visible.entrySet().iterator().hasNext()).isFalse();
		assertThat(this.visible.toSingleValueMap()).isEmpty();
	}

	@Test
	void iteratorEndsBehindTheLastVisibleHeader() {
		Iterator<Map.Entry<String, List<String>>> entries = this.visible.entrySet().iterator();
		assertThat(entries.hasNext()).isTrue();
		assertThat(entries.hasNext()).isTrue();
		assertThat(entries.next()).isEqualTo(Map.entry("Accept", List.of("text/html", "text/plain")));
		assertThat(entries.next()).isEqualTo(Map.entry("Host", List.of("app.example")));
		assertThat(entries.hasNext()).isFalse();
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(entries::next);
	}

	@Test
	void everyVisibleHeaderIsShownOnce() {
		List<String> names = new ArrayList<>();
		this.visible.forEach((name, values) -> names.add(name + "=" + values));
		assertThat(names).containsExactly("Accept=[text/html, text/plain]", "Host=[app.example]");
	}

	@Test
	void singleValueIsTheFirstOne() {
		Map<String, String> expected = new LinkedHashMap<>();
		expected.put("Accept", "text/html");
		expected.put("Host", "app.example");
		assertThat(this.visible.toSingleValueMap()).isEqualTo(expected);
		assertThat(this.visible.asSingleValueMap()).isEqualTo(expected);
	}

	@Test
	void viewIsEqualToACopyOfTheVisibleHeaders() {
		HttpHeaders copy = new HttpHeaders();
		copy.addAll("Accept", List.of("text/html", "text/plain"));
		copy.add("Host", "app.example");
		assertThat(HttpHeaders.readOnlyHttpHeaders(this.visible)).isEqualTo(copy);
		assertThat(this.visible).hasToString("{Accept=[text/html, text/plain], Host=[app.example]}");
	}

	@Test
	void headersThatChangeChangeTheView() {
		this.headers.set("Cookie", "a=b");
		this.headers.set("X-Forwarded-Host", "evil.example");
		assertThat(this.visible.keySet()).containsExactly("Accept", "Host", "Cookie");
	}

	@ParameterizedTest
	@MethodSource("changes")
	void viewCannotBeChanged(Consumer<VisibleHeaders> change) {
		Map<String, List<String>> before = Map.copyOf(this.visible);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> change.accept(this.visible));
		assertThat(this.visible).isEqualTo(before);
	}

	static Stream<Arguments> changes() {
		return Stream.of(change("put", (view) -> view.put("A", List.of("b"))),
				change("putAll", (view) -> view.putAll(Map.of("A", List.of("b")))),
				change("putIfAbsent", (view) -> view.putIfAbsent("A", List.of("b"))),
				change("remove", (view) -> view.remove("Accept")), change("clear", Map::clear),
				change("add", (view) -> view.add("A", "b")),
				change("addIfAbsent", (view) -> view.addIfAbsent("A", "b")),
				change("addAll", (view) -> view.addAll("A", List.of("b"))),
				change("addAll of a map", (view) -> view.addAll(new LinkedMultiValueMap<>(Map.of("A", List.of("b"))))),
				change("set", (view) -> view.set("Accept", "b")),
				change("setAll", (view) -> view.setAll(Map.of("A", "b"))), change("iterator", (view) -> {
					Iterator<?> entries = view.entrySet().iterator();
					entries.next();
					entries.remove();
				}), change("entrySet", (view) -> view.entrySet().clear()),
				change("keySet", (view) -> view.keySet().remove("Accept")));
	}

	private static Arguments change(String name, Consumer<VisibleHeaders> change) {
		return argumentSet(name, change);
	}

}
