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
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import io.github.trustproxy.DecisionTrace;
import io.github.trustproxy.header.ForwardedElements;
import io.github.trustproxy.header.ForwardedValue;

/**
 * Collects the headers, and the parts of headers, that were not even looked at.
 */
final class IgnoredHeaders {

	private static final String FORWARDED = "Forwarded";

	private static final String X_FORWARDED_SSL = "X-Forwarded-Ssl";

	private static final String LEFT_OF_THE_STOP = "It stands farther left than where the walk stopped: anybody may have"
			+ " written it.";

	private static final String FARTHER = "It stands farther left than what the proxy sent that vouches for the client:"
			+ " anybody may have written it.";

	private static final String NEARER = "It comes from a nearer proxy than the one that vouches for the client.";

	private static final String ONLY_FORWARDED = "trust-proxy.header-format is 'standard': only Forwarded is believed.";

	private final DecisionTrace trace;

	private final List<Explanation.Ignored> ignored;

	/**
	 * Create a collector.
	 * @param trace how the decision came about
	 * @param ignored takes what is ignored
	 */
	IgnoredHeaders(DecisionTrace trace, List<Explanation.Ignored> ignored) {
		this.trace = trace;
		this.ignored = ignored;
	}

	void collect() {
		if (!this.trace.decision().peerTrusted()) {
			Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
			names.addAll(this.trace.forwardingHeaders());
			names.forEach((name) -> addLines(name, "The peer is not trusted, so that nothing it says is believed."));
			this.trace.protectedHeaders()
				.stream()
				.filter(names::add)
				.forEach((name) -> addLines(name, "Only a trusted peer may send it, and this one is not."));
			return;
		}
		for (ForwardedValue value : ForwardedValue.values()) {
			collect(value);
		}
		collectForwarded();
		addLines(X_FORWARDED_SSL,
				"It is never believed: the scheme is in " + this.trace.headerOf(ForwardedValue.PROTO) + ".");
	}

	private void collect(ForwardedValue value) {
		String header = this.trace.nameOf(value);
		if (this.trace.isStandard()) {
			addLines(header, ONLY_FORWARDED);
		}
		else if (isReplaced(value)) {
			addLines(header, "trust-proxy.client-ip-header is read instead.");
		}
		else if (!this.trace.believes(value)) {
			addLines(header, notInHeaders(value));
		}
		else if (value == ForwardedValue.FOR) {
			add(header, this.trace.members(header), this.trace.entriesRead(), LEFT_OF_THE_STOP);
		}
		else {
			List<String> members = this.trace.members(header);
			int used = Math.min(this.trace.vouchedDistance(), members.size());
			add(header, members, used, FARTHER);
			if (value != ForwardedValue.PREFIX) {
				add(header, members.subList(0, Math.max(0, used - 1)), 0, NEARER);
			}
		}
		String usual = value.header();
		if (!usual.equalsIgnoreCase(header)) {
			addLines(usual, this.trace.isStandard() ? ONLY_FORWARDED
					: "trust-proxy.header-names has " + header + " instead of it.");
		}
	}

	private void collectForwarded() {
		if (!this.trace.isStandard()) {
			addLines(FORWARDED,
					"trust-proxy.header-format is 'x-forwarded': only X-Forwarded-For and its siblings are believed.");
			return;
		}
		List<ForwardedElements.Element> elements = this.trace.elements();
		int used = Math.max(1, this.trace.entriesRead());
		add(FORWARDED, elements.stream().map((element) -> element.text().toString()).toList(), used, LEFT_OF_THE_STOP);
		for (ForwardedValue value : List.of(ForwardedValue.FOR, ForwardedValue.PROTO, ForwardedValue.HOST)) {
			if (isReplaced(value)) {
				addParameter(elements, used, value, "trust-proxy.client-ip-header is read instead.");
			}
			else if (!this.trace.believes(value)) {
				addParameter(elements, used, value, notInHeaders(value));
			}
		}
	}

	private void addParameter(List<ForwardedElements.Element> elements, int used, ForwardedValue value, String reason) {
		for (ForwardedElements.Element element : elements.subList(0, Math.min(used, elements.size()))) {
			ForwardedElements.Slice slice = element.value(value);
			if (slice != null) {
				this.ignored.add(new Explanation.Ignored(FORWARDED,
						value.name().toLowerCase(Locale.ROOT) + "=" + EscapedText.of(slice.toString()), reason));
			}
		}
	}

	private boolean isReplaced(ForwardedValue value) {
		return value == ForwardedValue.FOR && this.trace.hasClientIpHeader();
	}

	private static String notInHeaders(ForwardedValue value) {
		return "trust-proxy.headers does not have '" + value.name().toLowerCase(Locale.ROOT) + "'.";
	}

	private void addLines(String header, String reason) {
		List<String> lines = this.trace.lines(header);
		if (!lines.isEmpty()) {
			this.ignored.add(new Explanation.Ignored(header, EscapedText.of(String.join(", ", lines)), reason));
		}
	}

	/**
	 * Add the members behind the first ones, in the order in which they were sent.
	 */
	private void add(String header, List<String> members, int from, String reason) {
		if (from < members.size()) {
			List<String> rest = new ArrayList<>(members.subList(from, members.size()));
			Collections.reverse(rest);
			this.ignored.add(new Explanation.Ignored(header, EscapedText.of(String.join(", ", rest)), reason));
		}
	}

}
