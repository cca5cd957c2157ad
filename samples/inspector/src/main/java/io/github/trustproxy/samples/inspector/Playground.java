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

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

import io.github.trustproxy.InvalidSettingException;
import io.github.trustproxy.Provider;
import io.github.trustproxy.SourceList;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.TrustSpec;
import io.github.trustproxy.explain.DescribedRequest;
import io.github.trustproxy.header.ForwardedValue;
import io.github.trustproxy.header.HeaderFormat;
import io.github.trustproxy.source.KeptSources;
import io.github.trustproxy.source.SourceSettings;
import io.github.trustproxy.source.SourceState;
import io.github.trustproxy.source.SourceStatus;
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

	/**
	 * Explain the request.
	 * @param lists the lists that the application trusts, which the setting may name;
	 * other names, files and URLs are not looked up
	 */
	Answer answer(List<SourceList> lists) {
		try {
			KeptSources sources = in("trust", this.trust, (text) -> sources(text, lists));
			DescribedRequest request = in("peer", this.peer, DescribedRequest::from);
			for (String line : in("lines", this.lines, Playground::split)) {
				DescribedRequest previous = request;
				request = in("lines", line, (header) -> add(previous, header));
			}
			TrustProxy trustProxy = TrustProxy.builder()
				.policy(sources.policy())
				.headerFormat((this.headerFormat != null) ? this.headerFormat : HeaderFormat.X_FORWARDED)
				.values((this.headers != null) ? this.headers : Set.of())
				.build();
			return Answer.of(request.explain(trustProxy), ages(sources, lists, LocalDate.now(ZoneOffset.UTC)),
					warnings(sources));
		}
		catch (InvalidFieldException ex) {
			return Answer.problem(ex.field, ex.text);
		}
	}

	private static KeptSources sources(String trust, List<SourceList> lists) {
		List<SourceSettings> known = lists.stream()
			.filter((list) -> Provider.find(list.source()) == null && list.size() > 0)
			.map((list) -> new SourceSettings(list.source(), list.entries(), null, null, null, null, null, null))
			.toList();
		return new KeptSources(TrustSpec.split(List.of(trust)), known, Clock.systemUTC(), new Random(), null);
	}

	/**
	 * Say how old the lists are. What the application trusts is typed in without its
	 * date.
	 */
	static List<String> ages(KeptSources sources, List<SourceList> lists, LocalDate today) {
		List<String> ages = new ArrayList<>();
		for (SourceStatus status : sources.statuses()) {
			String date = lists.stream()
				.filter((list) -> list.source().equals(status.name()) && Provider.find(list.source()) == null)
				.map(SourceList::date)
				.filter(Objects::nonNull)
				.findFirst()
				.orElse(status.date());
			if (date != null) {
				long days = ChronoUnit.DAYS.between(SourceList.day(date), today);
				ages.add("%s: of %s, %s".formatted(status.name(), date, switch ((int) days) {
					case 0 -> "today";
					case 1 -> "1 day old";
					default -> days + " days old";
				}));
			}
		}
		return ages;
	}

	private static List<String> warnings(KeptSources sources) {
		List<String> warnings = new ArrayList<>(sources.spec().warnings());
		for (SourceStatus status : sources.statuses()) {
			if (status.state() == SourceState.FAILED) {
				warnings.add("Nobody is asked for '%s' here, so that it trusts nobody.".formatted(status.name()));
			}
		}
		return warnings;
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
