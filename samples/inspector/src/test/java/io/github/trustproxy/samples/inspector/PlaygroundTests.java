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
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import io.github.trustproxy.Hop.Verdict;
import io.github.trustproxy.Provider;
import io.github.trustproxy.SourceList;
import io.github.trustproxy.StopReason;
import io.github.trustproxy.explain.Explanation;
import io.github.trustproxy.header.ForwardedValue;
import io.github.trustproxy.header.HeaderFormat;
import io.github.trustproxy.source.KeptSources;
import io.github.trustproxy.source.SourceSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Playground}.
 */
class PlaygroundTests {

	private static final Set<ForwardedValue> ALL = EnumSet.allOf(ForwardedValue.class);

	@Test
	void settingAndRequestAreExplained() {
		Explanation explanation = explain("loopback, 10.0.0.0/8", "10.0.0.9",
				"X-Forwarded-For: 198.51.100.1, 203.0.113.7\r\nX-Forwarded-For: 10.0.0.5\r\nX-Forwarded-Proto: https");
		assertThat(explanation.client().ip()).isEqualTo("203.0.113.7");
		assertThat(explanation.stop().reason()).isEqualTo(StopReason.HOP_NOT_TRUSTED);
		assertThat(explanation.hops()).extracting(Explanation.Step::verdict)
			.containsExactly(Verdict.TRUSTED, Verdict.TRUSTED, Verdict.NOT_TRUSTED, Verdict.IGNORED);
		assertThat(explanation.origin().scheme().value()).isEqualTo("https");
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1, 10.0.0.9", "127.0.0.1,10.0.0.9", "127.0.0.1\r\n10.0.0.9",
			" 127.0.0.1 \n 10.0.0.9 " })
	void entriesAreSeparatedByCommasOrLineEnds(String trust) {
		assertThat(explain(trust, "10.0.0.9", "X-Forwarded-For: 203.0.113.7").client().ip()).isEqualTo("203.0.113.7");
	}

	@Test
	void standardHeaderIsBelievedIfChosen() {
		Answer answer = new Playground("1", HeaderFormat.STANDARD, ALL, "10.0.0.9",
				"Forwarded: for=203.0.113.7\nX-Forwarded-For: 198.51.100.1")
			.answer(List.of());
		assertThat(answer.explanation().client().ip()).isEqualTo("203.0.113.7");
	}

	@Test
	void nothingIsBelievedIfNoValueIsChosen() {
		Answer answer = new Playground("1", HeaderFormat.X_FORWARDED, null, "10.0.0.9", "X-Forwarded-For: 203.0.113.7")
			.answer(List.of());
		assertThat(answer.explanation().client().ip()).isEqualTo("10.0.0.9");
	}

	@Test
	void whiteSpaceThatServersDoNotRemoveIsNotRemoved() {
		assertThat(explain("1", "10.0.0.9", "X-Forwarded-For: \t203.0.113.7\t ").stop().reason())
			.isEqualTo(StopReason.LEFT_MOST);
		assertThat(explain("1", "10.0.0.9", "X-Forwarded-For: \u2003203.0.113.7").stop().reason())
			.isEqualTo(StopReason.MALFORMED);
	}

	@Test
	void warningsOfTheSettingAreGiven() {
		assertThat(answer("true", "10.0.0.9", "").warnings())
			.satisfiesExactly((warning) -> assertThat(warning).startsWith("trust-proxy is 'true'"));
	}

	@Test
	void sourcesAreThoseOfTheJarAndOfTheApplication() {
		SourceList edge = SourceList.of("edge", "2026-11-28", List.of("10.0.0.0/8"));
		Answer answer = new Playground("edge, cloudflare", HeaderFormat.X_FORWARDED, ALL, "10.0.0.9",
				"X-Forwarded-For: 203.0.113.7, 104.16.0.1")
			.answer(List.of(edge));
		assertThat(answer.explanation().client().ip()).isEqualTo("203.0.113.7");
		assertThat(answer.explanation().setting()).contains("edge (1 range)",
				Provider.CLOUDFLARE.snapshot().toString());
		assertThat(answer.warnings()).isEmpty();
	}

	@Test
	void sourcesHaveTheirAge() {
		SourceList edge = SourceList.of("edge", "2026-11-28", List.of("10.0.0.0/8"));
		KeptSources sources = new KeptSources(List.of("loopback", "edge", "cloudflare", "google-lb"),
				List.of(new SourceSettings("edge", edge.entries(), null, null, null, null, null, null)),
				Clock.systemUTC(), new Random(), null);
		LocalDate today = LocalDate.parse("2026-11-29");
		String date = Provider.CLOUDFLARE.snapshot().date();
		assertThat(Playground.ages(sources, List.of(edge), today)).startsWith("edge: of 2026-11-28, 1 day old",
				"cloudflare: of %s, %d days old".formatted(date, SourceList.day(date).until(today, ChronoUnit.DAYS)));
		assertThat(Playground.ages(sources, List.of(edge), today.minusDays(1)))
			.startsWith("edge: of 2026-11-28, today");
		assertThat(Playground.ages(sources, List.of(), today)).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "dns:traefik", "file:/etc/passwd", "https://edge.example/ranges" })
	void nothingIsLookedUp(String entry) {
		Answer answer = answer("loopback, " + entry, "10.0.0.9", "X-Forwarded-For: 203.0.113.7");
		assertThat(answer.explanation().client().ip()).isEqualTo("10.0.0.9");
		assertThat(answer.warnings())
			.containsExactly("Nobody is asked for '" + entry + "' here, so that it trusts nobody.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			trust | ""          | 10.0.0.9    | Host: a     | Invalid value ''.
			trust | localhost   | 10.0.0.9    | Host: a     | Invalid value 'localhost'.
			trust | dns:a:80    | 10.0.0.9    | Host: a     | Invalid value 'dns:a:80'. Behind 'dns:' stands
			trust | 10.0.0.0/33 | 10.0.0.9    | Host: a     | Invalid value '10.0.0.0/33'. The prefix length
			peer  | loopback    | localhost   | Host: a     | Invalid value 'localhost'. The peer is an address
			peer  | loopback    | ""          | Host: a     | Invalid value ''. The peer is an address
			peer  | loopback    | 10.0.0.9:80 | Host: a     | Invalid value '10.0.0.9:80'.
			lines | loopback    | 10.0.0.9    | Host        | Invalid value 'Host'. A header has a name and a colon
			lines | loopback    | 10.0.0.9    | ": a"       | Invalid value ''. This is not the name of a header.
			lines | loopback    | 10.0.0.9    | "Ho st: a"  | Invalid value 'Ho st'. This is not the name of a header.
			""")
	void mistakeIsExplainedAtItsField(String field, String trust, String peer, String lines, String text) {
		Answer answer = answer(trust, peer, lines);
		assertThat(answer.explanation()).isNull();
		assertThat(answer.problem().field()).isEqualTo(field);
		assertThat(answer.problem().text()).startsWith(text);
	}

	@Test
	void missingFieldsAreEmptyFields() {
		assertThat(new Playground(null, null, null, null, null).answer(List.of()).problem().field()).isEqualTo("trust");
		assertThat(new Playground("false", null, null, "10.0.0.9", null).answer(List.of()).explanation()).isNotNull();
	}

	@Test
	void longTextIsRefused() {
		String text = "Host: " + "a".repeat(Playground.MAX_LENGTH - 6);
		assertThat(answer("false", "10.0.0.9", text).problem()).isNull();
		assertThat(answer("false", "10.0.0.9", text + "a").problem().field()).isEqualTo("lines");
		assertThat(answer(text + "a", "10.0.0.9", "").problem().field()).isEqualTo("trust");
		assertThat(answer("false", text + "a", "").problem().field()).isEqualTo("peer");
	}

	private static Explanation explain(String trust, String peer, String lines) {
		return answer(trust, peer, lines).explanation();
	}

	private static Answer answer(String trust, String peer, String lines) {
		return new Playground(trust, HeaderFormat.X_FORWARDED, ALL, peer, lines).answer(List.of());
	}

}
