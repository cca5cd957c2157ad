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

import java.util.List;
import java.util.Locale;

import io.github.trustproxy.DecisionTrace;
import io.github.trustproxy.Origin;
import io.github.trustproxy.address.HostAndPort;
import io.github.trustproxy.header.ForwardedValue;
import org.jspecify.annotations.Nullable;

/**
 * Explains which scheme, host, port and prefix the application sees.
 */
final class OriginExplainer {

	private static final String REQUEST = "request";

	private static final String HOST_HEADER = "Host";

	private final DecisionTrace trace;

	private final Origin origin;

	private final List<Explanation.Ignored> ignored;

	/**
	 * Create an explainer.
	 * @param trace how the decision came about
	 * @param ignored takes what was sent and is not believed
	 */
	OriginExplainer(DecisionTrace trace, List<Explanation.Ignored> ignored) {
		this.trace = trace;
		this.origin = trace.decision().origin();
		this.ignored = ignored;
	}

	Explanation.Values values() {
		return new Explanation.Values(scheme(), host(), port(), prefix());
	}

	private Explanation.Value scheme() {
		if (this.origin.scheme() != null) {
			return forwarded(this.origin.scheme(), ForwardedValue.PROTO);
		}
		return own(this.trace.scheme(), REQUEST, ForwardedValue.PROTO, refused(ForwardedValue.PROTO));
	}

	private Explanation.Value host() {
		if (this.origin.host() != null) {
			return forwarded(this.origin.host(), ForwardedValue.HOST);
		}
		HostAndPort parsed = HostAndPort.parse(String.join(",", this.trace.lines(HOST_HEADER)));
		return own((parsed != null) ? parsed.host() : null, REQUEST, ForwardedValue.HOST, refused(ForwardedValue.HOST));
	}

	private Explanation.Value port() {
		String refused = refused(ForwardedValue.PORT);
		return switch (this.trace.portSource()) {
			case FORWARDED_HOST -> forwarded(Integer.toString(this.origin.port()), ForwardedValue.HOST);
			case FORWARDED_PORT -> forwarded(Integer.toString(this.origin.port()), ForwardedValue.PORT);
			case REQUEST -> own(Integer.toString(this.trace.ownPort()), REQUEST, ForwardedValue.PORT, refused);
			case SCHEME -> new Explanation.Value(Integer.toString(Origin.defaultPort(seenScheme())), "scheme", null,
					escaped(this.trace.sent(ForwardedValue.PORT)),
					"It is the default of " + seenScheme() + ", because the host is without a port" + because(refused));
		};
	}

	private String seenScheme() {
		return (this.origin.scheme() != null) ? this.origin.scheme() : this.trace.scheme();
	}

	private Explanation.Value prefix() {
		String prefix = this.origin.prefix();
		if (prefix == null) {
			return own(null, null, ForwardedValue.PREFIX, refused(ForwardedValue.PREFIX));
		}
		String sent = this.trace.sent(ForwardedValue.PREFIX);
		Explanation.Value value = forwarded(prefix, ForwardedValue.PREFIX);
		String more = (sent != null && sent.indexOf(',') >= 0) ? " What the nearer proxies removed follows it." : "";
		String where = this.origin.contextPathReplaced() ? " It stands instead of the context path." : "";
		return new Explanation.Value(value.value(), value.from(), value.hop(), value.sent(),
				value.explanation() + more + where);
	}

	private Explanation.Value forwarded(String value, ForwardedValue source) {
		int hop = this.trace.hopOf(source);
		return new Explanation.Value(value, this.trace.headerOf(source), hop, escaped(this.trace.sent(source)),
				(hop == this.trace.vouchedDistance() - 1)
						? ((hop == 0) ? "The peer" : "Hop " + hop)
								+ " vouches for the client, and this is what it sent."
						: "It is the left-most value: there are fewer values than trusted proxies, so that hop " + hop
								+ " has sent it, or passed it on.");
	}

	private Explanation.Value own(@Nullable String value, @Nullable String from, ForwardedValue forwarded,
			@Nullable String refused) {
		String text = (from != null) ? "The request keeps its own" : "There is none";
		return new Explanation.Value(value, from, null, escaped(this.trace.sent(forwarded)),
				text + whyNot(forwarded, refused));
	}

	private String whyNot(ForwardedValue value, @Nullable String refused) {
		if (!this.trace.decision().peerTrusted()) {
			return ", because the peer is not trusted.";
		}
		String name = value.name().toLowerCase(Locale.ROOT);
		if (!this.trace.believes(value)) {
			return ", because '" + name + "' is not in trust-proxy.headers.";
		}
		if (refused != null) {
			return because(refused);
		}
		if (this.trace.isStandard() && (value == ForwardedValue.PORT || value == ForwardedValue.PREFIX)) {
			return ": the standard header Forwarded has no such value.";
		}
		return ": " + this.trace.headerOf(value) + " does not say another one.";
	}

	private static String because(@Nullable String refused) {
		return (refused != null) ? ". What was sent is ignored: " + refused : ".";
	}

	/**
	 * Return why a value is not believed that was sent, and note that it is ignored.
	 */
	private @Nullable String refused(ForwardedValue value) {
		DecisionTrace.Refusal refusal = this.trace.refusal(value);
		String sent = this.trace.sent(value);
		if (refusal == null || sent == null) {
			return null;
		}
		String reason = reason(refusal, sent);
		this.ignored.add(new Explanation.Ignored(this.trace.headerOf(value), EscapedText.of(sent), reason));
		return reason;
	}

	private String reason(DecisionTrace.Refusal refusal, String sent) {
		return switch (refusal) {
			case NO_SCHEME -> "It is neither http nor https, ws or wss.";
			case NO_HOST -> "It is not a valid host.";
			case HOST_NOT_ALLOWED -> "trust-proxy.allowed-hosts does not have this host.";
			case NO_PORT -> "It is not a number from 1 to 65535.";
			case PORT_OF_OTHER_SCHEME -> "It is the default port of "
					+ (seenScheme().equals("https") ? "http" : "https") + ", but the scheme is " + seenScheme() + ".";
			case HOST_HAS_PORT -> "The forwarded host has a port, which takes precedence.";
			case NO_PREFIX -> (sent.indexOf(',') < 0) ? "It is not the path of a prefix."
					: "One of them is not the path of a prefix, so that none of them counts.";
			case EMPTY_PREFIX -> "It is only a slash, which adds nothing.";
		};
	}

	private static @Nullable String escaped(@Nullable String text) {
		return (text != null) ? EscapedText.of(text) : null;
	}

}
