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

package io.github.trustproxy.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;

import org.apache.tomcat.util.http.MimeHeaders;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/**
 * What keeps the headers of a servlet request.
 */
public enum ServletHeaders {

	/**
	 * The bytes that were received, which become texts when somebody asks for them.
	 */
	TOMCAT {

		@Override
		Fields of(Map<String, String> headers) {
			List<Line> lines = headers.entrySet()
				.stream()
				.map((header) -> new Line(bytes(header.getKey()), bytes(header.getValue())))
				.toList();
			MimeHeaders fields = new MimeHeaders();
			return new Fields() {

				@Override
				public void receive() {
					fields.recycle();
					for (Line line : lines) {
						fields.addValue(line.name(), 0, line.name().length)
							.setBytes(line.value(), 0, line.value().length);
					}
				}

				@Override
				public @Nullable String get(String name) {
					return fields.getHeader(name);
				}

				@Override
				public Enumeration<String> names() {
					return fields.names();
				}

			};
		}

	},

	/**
	 * Objects that the parser mostly finds in a cache.
	 */
	JETTY {

		@Override
		Fields of(Map<String, String> headers) {
			List<HttpField> lines = headers.entrySet()
				.stream()
				.map((header) -> new HttpField(header.getKey(), header.getValue()))
				.toList();
			HttpFields.Mutable fields = HttpFields.build();
			return new Fields() {

				@Override
				public void receive() {
					fields.clear();
					for (HttpField line : lines) {
						fields.add(line);
					}
				}

				@Override
				public @Nullable String get(String name) {
					return fields.get(name);
				}

				@Override
				public Enumeration<String> names() {
					return Collections.enumeration(fields.getFieldNamesCollection());
				}

			};
		}

	};

	abstract Fields of(Map<String, String> headers);

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	/**
	 * The headers of one request after another.
	 */
	interface Fields {

		/**
		 * Take the next request, which is like the one before.
		 */
		void receive();

		@Nullable String get(String name);

		Enumeration<String> names();

	}

	private record Line(byte[] name, byte[] value) {

	}

}
