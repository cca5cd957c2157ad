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

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.trustproxy.header.HiddenHeaders;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.util.MultiValueMap;

/**
 * The headers that the application sees: a view of all of them, because to copy them
 * costs more than most applications ask for.
 */
final class VisibleHeaders extends AbstractMap<String, List<String>> implements MultiValueMap<String, String> {

	private final HttpHeaders headers;

	private final HiddenHeaders hidden;

	/**
	 * Create the headers.
	 * @param headers all headers
	 * @param hidden those that the application does not see
	 */
	VisibleHeaders(HttpHeaders headers, HiddenHeaders hidden) {
		this.headers = headers;
		this.hidden = hidden;
	}

	private boolean isVisible(String name) {
		return !this.hidden.contains(name);
	}

	@Override
	public boolean containsKey(@Nullable Object key) {
		return key instanceof String name && isVisible(name) && this.headers.containsHeader(name);
	}

	@Override
	public @Nullable List<String> get(@Nullable Object key) {
		return (key instanceof String name && isVisible(name)) ? this.headers.get(name) : null;
	}

	@Override
	public @Nullable String getFirst(String name) {
		return isVisible(name) ? this.headers.getFirst(name) : null;
	}

	@Override
	public Set<Entry<String, List<String>>> entrySet() {
		return new AbstractSet<>() {

			@Override
			public Iterator<Entry<String, List<String>>> iterator() {
				return VisibleHeaders.this.headers.headerSet()
					.stream()
					.filter((entry) -> isVisible(entry.getKey()))
					.iterator();
			}

			@Override
			public int size() {
				return (int) VisibleHeaders.this.headers.headerNames()
					.stream()
					.filter(VisibleHeaders.this::isVisible)
					.count();
			}

		};
	}

	@Override
	public Map<String, String> toSingleValueMap() {
		Map<String, String> map = new LinkedHashMap<>();
		forEach((name, values) -> map.put(name, values.get(0)));
		return map;
	}

	@Override
	public void add(String name, @Nullable String value) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void addAll(String name, List<? extends String> values) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void addAll(MultiValueMap<String, String> values) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void set(String name, @Nullable String value) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void setAll(Map<String, String> values) {
		throw new UnsupportedOperationException();
	}

}
