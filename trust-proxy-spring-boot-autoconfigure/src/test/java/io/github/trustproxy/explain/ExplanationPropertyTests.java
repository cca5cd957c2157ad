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

package io.github.trustproxy.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.trustproxy.ClientAddress;
import io.github.trustproxy.Decision;
import io.github.trustproxy.Hop;
import io.github.trustproxy.Origin;
import io.github.trustproxy.PropertyTries;
import io.github.trustproxy.RandomRequests;
import io.github.trustproxy.TestRequest;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.TrustSettings;
import io.github.trustproxy.address.HostAndPort;
import io.github.trustproxy.support.Shows;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An explanation agrees with the decision, whatever a request contains.
 */
@Domain(RandomRequests.Domain.class)
@AddLifecycleHook(PropertyTries.class)
class ExplanationPropertyTests {

	@Property
	void explanationAgreesWithTheDecision(@ForAll RandomRequests random) {
		Explanation explanation = explanationOfTheDecision(random.settings().trustProxy(), random.request());
		Statistics.label("hop of the scheme").collect(explanation.origin().scheme().hop()).coverage((coverage) -> {
			coverage.check(0).count((count) -> count > 0);
			coverage.check(1).count((count) -> count > 0);
			coverage.check((Object) null).count((count) -> count > 0);
		});
	}

	/**
	 * Check an explanation, and that nothing in it can forge a line of a log.
	 */
	static Explanation explanationOfTheDecision(TrustProxy trustProxy, TestRequest request) {
		Decision decision = trustProxy.decide(request, TestRequest.READER);
		Explanation explanation = Explanation.of(trustProxy.receive(request, TestRequest.READER));
		ClientAddress client = decision.client();
		assertThat(explanation.setting()).isEqualTo(trustProxy.toString());
		assertThat(explanation.client())
			.isEqualTo(new Explanation.Client(client.ip(), client.port(), client.distance(), client.ips()));
		assertThat(explanation.stop().reason()).isEqualTo(client.stopReason());
		checkHops(explanation, client);
		Origin origin = decision.origin();
		checkForwarded(explanation.origin().scheme(), origin.scheme(), request.scheme());
		checkForwarded(explanation.origin().host(), origin.host(), ownHost(request));
		checkForwarded(explanation.origin().prefix(), origin.prefix(), null);
		checkPort(explanation.origin(), origin);
		assertThat(explanation.hiddenHeaders()).allMatch(decision.hiddenHeaders()::contains)
			.allMatch((name) -> !request.lines(name).isEmpty());
		request.headerLines()
			.stream()
			.map(TestRequest.HeaderLine::name)
			.filter(decision.hiddenHeaders()::contains)
			.forEach((name) -> assertThat(explanation.hiddenHeaders()).anyMatch(name::equalsIgnoreCase));
		assertThat(explanation.toString().replace("\n  ", "").chars()).allMatch((c) -> c >= ' ' && c <= '~');
		return explanation;
	}

	private static void checkHops(Explanation explanation, ClientAddress client) {
		int shown = explanation.hops().size();
		assertThat(shown).isGreaterThanOrEqualTo(Math.min(client.hops().size(), PathExplainer.MAX_IGNORED_HOPS));
		List<Explanation.Step> expected = new ArrayList<>();
		for (Hop hop : client.hops().subList(0, shown)) {
			Explanation.Step step = explanation.hops().get(hop.distance());
			expected.add(new Explanation.Step(hop.distance(), EscapedText.of(hop.text()),
					(hop.address() != null) ? hop.address().getHostName() : null, hop.port(), step.from(),
					hop.verdict(), step.rule(), step.explanation()));
			assertThat(step.rule() != null)
				.isEqualTo(hop.verdict() == Hop.Verdict.TRUSTED || hop.verdict() == Hop.Verdict.HOP_LIMIT);
			assertThat(step.from().equals("socket")).isEqualTo(hop.distance() == 0);
		}
		assertThat(explanation.hops()).isEqualTo(expected);
	}

	private static void checkForwarded(Explanation.Value value, @Nullable String forwarded, @Nullable String own) {
		assertThat(value.value()).isEqualTo((forwarded != null) ? forwarded : own);
		assertThat(value.hop() != null).isEqualTo(forwarded != null);
	}

	private static void checkPort(Explanation.Values values, Origin origin) {
		int port = Integer.parseInt(Objects.requireNonNull(values.port().value()));
		if (origin.port() >= 0) {
			assertThat(port).isEqualTo(origin.port());
		}
		else {
			assertThat(values.port().hop()).isNull();
		}
	}

	private static @Nullable String ownHost(TestRequest request) {
		HostAndPort host = HostAndPort.parse(String.join(",", request.lines("Host")));
		return (host != null) ? host.host() : null;
	}

	@Property
	@Shows("threat-model.md: control characters in a header, for the log at TRACE or the")
	void nothingOfARequestGetsIntoALogUnescaped(@ForAll RandomRequests random) {
		TrustSettings settings = random.settings();
		List<String> garbage = random.garbage();
		TestRequest odd = random.request()
			.header("X-Forwarded-For", garbage)
			.header("X-Forwarded-Host", garbage)
			.header("Forwarded", garbage);
		explanationOfTheDecision(settings.trustProxy(), odd);
	}

	@Property
	void explanationIsNotMuchLongerThanTheRequest(@ForAll RandomRequests random) {
		TrustProxy trustProxy = random.settings().trustProxy();
		Explanation explanation = Explanation.of(trustProxy.receive(random.longRequest(), TestRequest.READER));
		int distance = explanation.client().distance();
		assertThat(explanation.hops()).hasSizeLessThanOrEqualTo(distance + 2 + PathExplainer.MAX_IGNORED_HOPS);
		assertThat(explanation.ignored()).allMatch((ignored) -> ignored.value().length() < 1300);
	}

}
