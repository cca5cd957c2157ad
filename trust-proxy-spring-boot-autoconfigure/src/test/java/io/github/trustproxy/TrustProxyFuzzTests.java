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

package io.github.trustproxy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.trustproxy.TrustProxyInvariantTests.Answer;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzz tests of {@link TrustProxy}: the whole decision, with any settings. The input is a
 * {@link FuzzedRequest}.
 */
class TrustProxyFuzzTests {

	@FuzzTest
	@DictionaryEntries({ "trust: ", "max-hops: ", "header-format: standard", "headers: for, proto, prefix",
			"client-ip-header: X-Real-IP", "allowed-hosts: *.example.com", "peer: ", "port: ", "scheme: https",
			"client: ", "X-Forwarded-For: ", "X-Forwarded-Proto: ", "X-Forwarded-Host: ", "X-Forwarded-Port: ",
			"X-Forwarded-Prefix: ", "Forwarded: ", "X-Real-IP: ", "Host: ", "10.0.0.5", "203.0.113.7", "2001:db8::7",
			", ", ";proto=https", ";host=", "for=", "for=\"", "unknown", "loopback", "a.example:8443", "/app" })
	void decisionKeepsItsPromises(byte[] input) {
		FuzzedRequest fuzzed = new FuzzedRequest(new String(input, StandardCharsets.UTF_8));
		Decision decision = fuzzed.settings().build().decide(fuzzed.request(), TestRequest.READER);
		ClientAddress client = decision.client();
		Answer answer = Answer.of(decision);
		assertThat(answer).as("%s", fuzzed).isEqualTo(model(fuzzed));
		answerIsMadeOfAddresses(fuzzed, client);
		policyIsAskedOnceAboutEachHop(fuzzed, client);
		if (!decision.peerTrusted()) {
			assertThat(answer).as("%s", fuzzed).isEqualTo(decide(fuzzed, fuzzed.withoutForwardingHeaders()));
		}
		if (fuzzed.clientIpHeader() == null && fuzzed.believes(ForwardedValue.FOR)) {
			linesCanBeSplit(fuzzed, client, answer);
			if (client.stopReason() != StopReason.LEFT_MOST && client.stopReason() != StopReason.NO_FORWARDED_ADDRESS) {
				whatAClientPutsInFrontChangesNothing(fuzzed, answer);
			}
		}
	}

	private static void answerIsMadeOfAddresses(FuzzedRequest fuzzed, ClientAddress client) {
		assertThat(client.distance()).as("%s", fuzzed).isBetween(0, fuzzed.maxHops());
		assertThat(client.ips()).as("%s", fuzzed).hasSize(client.distance()).allMatch(TrustProxyFuzzTests::isCanonical);
		assertThat(isCanonical(client.ip())).as("%s", fuzzed).isEqualTo(client.isKnown());
		assertThat(client.port()).as("%s", fuzzed).isBetween(0, 65535);
		List<Hop> hops = client.hops();
		assertThat(hops).as("%s", fuzzed).hasSizeGreaterThan(client.distance());
		assertThat(hops.get(client.distance()).address()).as("%s", fuzzed).isEqualTo(client.address());
		assertThat(hops.subList(0, client.distance())).as("%s", fuzzed)
			.allMatch((hop) -> hop.verdict() == Hop.Verdict.TRUSTED);
	}

	private static boolean isCanonical(String ip) {
		BigInteger address = ReferenceGrammar.address(ip);
		return address != null
				&& AddressFormat.format(address.shiftRight(64).longValue(), address.longValue()).equals(ip);
	}

	/**
	 * Also shows that a custom policy gives the same answer, and that nobody is trusted
	 * once it fails.
	 */
	private static void policyIsAskedOnceAboutEachHop(FuzzedRequest fuzzed, ClientAddress client) {
		if (client.peer() == null) {
			return;
		}
		List<Integer> asked = new ArrayList<>();
		TrustPolicy asking = (address, hop) -> {
			asked.add(hop);
			return fuzzed.policy().trusts(address, hop);
		};
		Decision decision = fuzzed.settings().policy(asking).build().decide(fuzzed.request(), TestRequest.READER);
		assertThat(Answer.of(decision)).as("%s", fuzzed)
			.isEqualTo(Answer.of(fuzzed.settings().build().decide(fuzzed.request(), TestRequest.READER)));
		assertThat(asked.size()).as("%s", fuzzed).isLessThanOrEqualTo(fuzzed.maxHops());
		for (int hop = 0; hop < asked.size(); hop++) {
			assertThat(asked.get(hop)).as("%s", fuzzed).isEqualTo(hop);
		}
		int last = asked.size() - 1;
		TrustPolicy failing = (address, hop) -> {
			if (hop == last) {
				throw new IllegalStateException("Not today");
			}
			return fuzzed.policy().trusts(address, hop);
		};
		Decision afterFailure = fuzzed.settings().policy(failing).build().decide(fuzzed.request(), TestRequest.READER);
		assertThat(Answer.of(afterFailure)).as("%s", fuzzed)
			.isEqualTo(new Answer(Objects.requireNonNull(client.peer()).getHostString(), 54321, List.of(), false,
					Origin.UNCHANGED));
	}

	private static void linesCanBeSplit(FuzzedRequest fuzzed, ClientAddress client, Answer answer) {
		List<String> lines = new ArrayList<>(client.hops().stream().skip(1).map(Hop::text).toList());
		Collections.reverse(lines);
		assertThat(decide(fuzzed, fuzzed.withAddressLines(lines))).as("%s", fuzzed).isEqualTo(answer);
	}

	private static void whatAClientPutsInFrontChangesNothing(FuzzedRequest fuzzed, Answer answer) {
		assertThat(decide(fuzzed, fuzzed.withLineOfClient())).as("%s", fuzzed).isEqualTo(answer);
		if (!fuzzed.headerLines(fuzzed.addressHeader()).isEmpty() && !(fuzzed.isStandard() && fuzzed.opensQuote())) {
			assertThat(decide(fuzzed, fuzzed.withLineContinuedAfterClient())).as("%s", fuzzed).isEqualTo(answer);
		}
	}

	private static Answer decide(FuzzedRequest fuzzed, TestRequest request) {
		return Answer.of(fuzzed.settings().build().decide(request, TestRequest.READER));
	}

	/**
	 * The rules of the README, as plainly as they can be written.
	 */
	private static Answer model(FuzzedRequest fuzzed) {
		Peer peer = Peer.of(fuzzed.request().peerAddress(), fuzzed.request().peerPort());
		List<ReferenceGrammar.Node> walked = new ArrayList<>();
		CompiledPolicy policy = CompiledPolicy.from(fuzzed.policy());
		boolean trusted = peer.known() ? policy.trusts(peer.high(), peer.low(), 0) : policy.trustsPeerWithoutAddress();
		if (fuzzed.maxHops() == 0 || !trusted) {
			return new Answer(text(peer), peer.port(), List.of(), false, Origin.UNCHANGED);
		}
		List<ReferenceGrammar.Node> nodes = nodes(fuzzed);
		boolean stoppedAtEntry = false;
		for (int i = nodes.size() - 1; i >= 0 && !stoppedAtEntry && isTrusted(fuzzed, walked); i--) {
			if (nodes.get(i).address() != null) {
				walked.add(0, nodes.get(i));
			}
			else {
				stoppedAtEntry = true;
			}
		}
		List<String> ips = walked.stream().map(TrustProxyFuzzTests::text).toList();
		int ownPort = stoppedAtEntry ? 0 : peer.port();
		return new Answer(ips.isEmpty() ? text(peer) : ips.get(0), walked.isEmpty() ? ownPort : walked.get(0).port(),
				ips, true, origin(fuzzed, Math.max(1, walked.size())));
	}

	private static boolean isTrusted(FuzzedRequest fuzzed, List<ReferenceGrammar.Node> walked) {
		return walked.isEmpty() || (walked.size() < fuzzed.maxHops() && fuzzed.policy()
			.trusts(AddressFormat.toInetAddress(high(walked.get(0)), low(walked.get(0))), walked.size()));
	}

	private static List<ReferenceGrammar.Node> nodes(FuzzedRequest fuzzed) {
		List<String> lines = fuzzed.headerLines(fuzzed.addressHeader());
		if (fuzzed.clientIpHeader() != null) {
			String text = String.join(",", lines);
			return text.matches("[ \\t]*") ? List.of()
					: List.of(ReferenceGrammar.node((lines.size() == 1) ? text : "more than one line"));
		}
		if (!fuzzed.believes(ForwardedValue.FOR)) {
			return List.of();
		}
		return fuzzed.isStandard() ? elements(fuzzed).stream().map(TrustProxyFuzzTests::node).toList()
				: ReferenceGrammar.members(String.join(",", lines)).stream().map(ReferenceGrammar::node).toList();
	}

	private static ReferenceGrammar.Node node(ForwardedText element) {
		return ReferenceGrammar.node((element.node() != null) ? element.node() : "unknown");
	}

	private static List<ForwardedText> elements(FuzzedRequest fuzzed) {
		return fuzzed.headerLines(HeaderSettings.FORWARDED)
			.stream()
			.flatMap((line) -> ReferenceGrammar.forwarded(line).stream())
			.toList();
	}

	private static Origin origin(FuzzedRequest fuzzed, int distance) {
		return ReferenceGrammar.origin(value(fuzzed, ForwardedValue.PROTO, distance, ForwardedText::proto),
				value(fuzzed, ForwardedValue.HOST, distance, ForwardedText::host),
				value(fuzzed, ForwardedValue.PORT, distance, (element) -> null),
				value(fuzzed, ForwardedValue.PREFIX, distance, (element) -> null), fuzzed.allowedHosts(),
				fuzzed.request().scheme(), ownPort(fuzzed));
	}

	private static int ownPort(FuzzedRequest fuzzed) {
		List<String> hosts = fuzzed.headerLines("Host");
		if (hosts.isEmpty()) {
			int defaultPort = "https".equals(fuzzed.request().scheme()) ? 443 : 80;
			return (fuzzed.request().port() != defaultPort) ? fuzzed.request().port() : -1;
		}
		HostAndPort host = ReferenceGrammar.hostAndPort(hosts.get(0));
		return (host != null) ? host.port() : -1;
	}

	private static @Nullable String value(FuzzedRequest fuzzed, ForwardedValue value, int distance,
			Function<ForwardedText, @Nullable String> ofElement) {
		if (!fuzzed.believes(value)) {
			return null;
		}
		if (!fuzzed.isStandard()) {
			List<String> members = ReferenceGrammar.members(String.join(",", fuzzed.headerLines(value.header())));
			List<String> vouched = members.subList(Math.max(0, members.size() - distance), members.size());
			if (vouched.isEmpty()) {
				return null;
			}
			return (value == ForwardedValue.PREFIX) ? String.join(",", vouched) : vouched.get(0);
		}
		List<ForwardedText> elements = elements(fuzzed);
		return elements.stream()
			.skip(Math.max(0, elements.size() - distance))
			.map(ofElement)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static String text(Peer peer) {
		return peer.known() ? AddressFormat.format(peer.high(), peer.low()) : "unknown";
	}

	private static String text(ReferenceGrammar.Node node) {
		return AddressFormat.format(high(node), low(node));
	}

	private static long high(ReferenceGrammar.Node node) {
		return Objects.requireNonNull(node.address()).shiftRight(64).longValue();
	}

	private static long low(ReferenceGrammar.Node node) {
		return Objects.requireNonNull(node.address()).longValue();
	}

}
