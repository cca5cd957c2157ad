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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Collects the headers, and the parts of headers, that were not even looked at.
 */
final class IgnoredHeaders {

	private static final String LEFT_OF_THE_STOP = "It stands farther left than where the walk stopped: anybody may have"
			+ " written it.";

	private static final String FARTHER = "It stands farther left than what the proxy sent that vouches for the client:"
			+ " anybody may have written it.";

	private static final String NEARER = "It comes from a nearer proxy than the one that vouches for the client.";

	private static final String ONLY_FORWARDED = "trust-proxy.header-format is 'standard': only Forwarded is believed.";

	private final ExplainedRequest<?> request;

	private final List<Explanation.Ignored> ignored;

	/**
	 * Create a collector.
	 * @param request the request
	 * @param ignored takes what is ignored
	 */
	IgnoredHeaders(ExplainedRequest<?> request, List<Explanation.Ignored> ignored) {
		this.request = request;
		this.ignored = ignored;
	}

	void collect(List<String> protectedHeaders) {
		if (!this.request.isPeerTrusted()) {
			Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
			names.addAll(this.request.settings().forwardingHeaders());
			names.forEach((name) -> addLines(name, "The peer is not trusted, so that nothing it says is believed."));
			protectedHeaders.stream()
				.filter(names::add)
				.forEach((name) -> addLines(name, "Only a trusted peer may send it, and this one is not."));
			return;
		}
		for (ForwardedValue value : ForwardedValue.values()) {
			collect(value);
		}
		collectForwarded();
		addLines(HeaderSettings.X_FORWARDED_SSL,
				"It is never believed: the scheme is in " + this.request.headerOf(ForwardedValue.PROTO) + ".");
	}

	private void collect(ForwardedValue value) {
		HeaderSettings settings = this.request.settings();
		String header = settings.nameOf(value);
		if (settings.isStandard()) {
			addLines(header, ONLY_FORWARDED);
		}
		else if (isReplaced(value)) {
			addLines(header, "trust-proxy.client-ip-header is read instead.");
		}
		else if (!settings.believes(value)) {
			addLines(header, notInHeaders(value));
		}
		else if (value == ForwardedValue.FOR) {
			add(header, this.request.members(header), lookedAt(), LEFT_OF_THE_STOP);
		}
		else {
			List<String> members = this.request.members(header);
			int used = Math.min(this.request.vouchedDistance(), members.size());
			add(header, members, used, FARTHER);
			if (value != ForwardedValue.PREFIX) {
				add(header, members.subList(0, Math.max(0, used - 1)), 0, NEARER);
			}
		}
		String usual = value.header();
		if (!usual.equalsIgnoreCase(header)) {
			addLines(usual, settings.isStandard() ? ONLY_FORWARDED
					: "trust-proxy.header-names has " + header + " instead of it.");
		}
	}

	private void collectForwarded() {
		HeaderSettings settings = this.request.settings();
		if (!settings.isStandard()) {
			addLines(HeaderSettings.FORWARDED,
					"trust-proxy.header-format is 'x-forwarded': only X-Forwarded-For and its siblings are believed.");
			return;
		}
		List<ForwardedElement> elements = this.request.elements();
		int used = Math.max(1, lookedAt());
		add(HeaderSettings.FORWARDED, elements.stream().map((element) -> element.text().toString()).toList(), used,
				LEFT_OF_THE_STOP);
		for (ForwardedValue value : List.of(ForwardedValue.FOR, ForwardedValue.PROTO, ForwardedValue.HOST)) {
			if (isReplaced(value)) {
				addParameter(elements, used, value, "trust-proxy.client-ip-header is read instead.");
			}
			else if (!settings.believes(value)) {
				addParameter(elements, used, value, notInHeaders(value));
			}
		}
	}

	private void addParameter(List<ForwardedElement> elements, int used, ForwardedValue value, String reason) {
		for (ForwardedElement element : elements.subList(0, Math.min(used, elements.size()))) {
			String text = ExplainedRequest.valueOf(element, value);
			if (text != null) {
				this.ignored.add(new Explanation.Ignored(HeaderSettings.FORWARDED,
						value.name().toLowerCase(Locale.ROOT) + "=" + EscapedText.of(text), reason));
			}
		}
	}

	/**
	 * Return how many entries the walk looked at.
	 */
	private int lookedAt() {
		ClientAddress client = this.request.client();
		return client.stopReason().isAboutNextEntry() ? client.distance() + 1 : client.distance();
	}

	private boolean isReplaced(ForwardedValue value) {
		return value == ForwardedValue.FOR && this.request.settings().clientIpHeader() != null;
	}

	private static String notInHeaders(ForwardedValue value) {
		return "trust-proxy.headers does not have '" + value.name().toLowerCase(Locale.ROOT) + "'.";
	}

	private void addLines(String header, String reason) {
		List<String> lines = this.request.lines(header);
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
