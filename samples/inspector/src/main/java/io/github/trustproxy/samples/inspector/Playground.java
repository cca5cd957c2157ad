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

package io.github.trustproxy.samples.inspector;

import java.util.List;
import java.util.Set;

import io.github.trustproxy.ForwardedValue;
import io.github.trustproxy.HeaderFormat;
import io.github.trustproxy.InvalidSettingException;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.TrustSpec;
import io.github.trustproxy.explain.DescribedRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * What somebody has typed into the playground: a setting, and a request. It has no effect
 * on the setting of the application.
 *
 * @param trust the value of {@code trust-proxy}: entries with commas or line ends in
 * between
 * @param headerFormat the family of headers that is believed
 * @param headers the values of the family that are believed
 * @param peer the address of the peer
 * @param lines the headers of the request, one on each line
 */
record Playground(@Nullable String trust, @Nullable HeaderFormat headerFormat, @Nullable Set<ForwardedValue> headers,
		@Nullable String peer, @Nullable String lines) {

	static final int MAX_LENGTH = 4000;

	Answer answer() {
		try {
			TrustSpec spec = in("trust", this.trust, TrustSpec::parse);
			DescribedRequest request = in("peer", this.peer, DescribedRequest::from);
			for (String line : in("lines", this.lines, Playground::split)) {
				DescribedRequest previous = request;
				request = in("lines", line, (header) -> add(previous, header));
			}
			TrustProxy trustProxy = TrustProxy.builder()
				.policy(spec.policy())
				.headerFormat((this.headerFormat != null) ? this.headerFormat : HeaderFormat.X_FORWARDED)
				.values((this.headers != null) ? this.headers : Set.of())
				.build();
			return Answer.of(request.explain(trustProxy), spec.warnings());
		}
		catch (InvalidFieldException ex) {
			return Answer.problem(ex.field, ex.text);
		}
	}

	private static List<String> split(String text) {
		return text.lines().filter(StringUtils::hasText).toList();
	}

	private static DescribedRequest add(DescribedRequest request, String line) {
		int colon = line.indexOf(':');
		if (colon < 0) {
			throw new InvalidSettingException(line,
					"A header has a name and a colon, as in 'X-Forwarded-For: 203.0.113.7'.");
		}
		return request.header(line.substring(0, colon), trim(line.substring(colon + 1)));
	}

	/**
	 * Servers remove spaces and tabs only, and no other white space.
	 */
	private static String trim(String value) {
		int start = 0;
		int end = value.length();
		while (start < end && isBlank(value.charAt(start))) {
			start++;
		}
		while (start < end && isBlank(value.charAt(end - 1))) {
			end--;
		}
		return value.substring(start, end);
	}

	private static boolean isBlank(char c) {
		return c == ' ' || c == '\t';
	}

	private static <T> T in(String field, @Nullable String text, Parser<T> parser) {
		String value = (text != null) ? text.strip() : "";
		if (value.length() > MAX_LENGTH) {
			throw new InvalidFieldException(field,
					"This has more than %,d characters, which is too long for the playground.".formatted(MAX_LENGTH));
		}
		try {
			return parser.parse(value);
		}
		catch (InvalidSettingException ex) {
			throw new InvalidFieldException(field, ex.getMessage());
		}
	}

	private interface Parser<T> {

		T parse(String text);

	}

	private static final class InvalidFieldException extends RuntimeException {

		private final String field;

		private final String text;

		InvalidFieldException(String field, @Nullable String text) {
			super(text, null, false, false);
			this.field = field;
			this.text = String.valueOf(text);
		}

	}

}
