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

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Explains which scheme, host, port and prefix the application sees.
 */
final class OriginExplainer {

	private static final String REQUEST = "request";

	private static final String HOST_HEADER = "Host";

	private final ExplainedRequest<?> request;

	private final Origin origin;

	private final List<Explanation.Ignored> ignored;

	/**
	 * Create an explainer.
	 * @param request the request
	 * @param ignored takes what was sent and is not believed
	 */
	OriginExplainer(ExplainedRequest<?> request, List<Explanation.Ignored> ignored) {
		this.request = request;
		this.origin = request.origin();
		this.ignored = ignored;
	}

	Explanation.Values values() {
		return new Explanation.Values(scheme(), host(), port(), prefix());
	}

	private Explanation.Value scheme() {
		if (this.origin.scheme() != null) {
			return forwarded(this.origin.scheme(), ForwardedValue.PROTO);
		}
		String refused = refused(ForwardedValue.PROTO, "It is neither http nor https, ws or wss.");
		return own(this.request.scheme(), REQUEST, ForwardedValue.PROTO, refused);
	}

	private Explanation.Value host() {
		if (this.origin.host() != null) {
			return forwarded(this.origin.host(), ForwardedValue.HOST);
		}
		String sent = sent(ForwardedValue.HOST);
		String refused = (sent != null) ? refused(ForwardedValue.HOST, whyNotHost(sent)) : null;
		HostAndPort parsed = HostAndPort.parse(String.join(",", this.request.lines(HOST_HEADER)));
		return own((parsed != null) ? parsed.host() : null, REQUEST, ForwardedValue.HOST, refused);
	}

	private static String whyNotHost(String sent) {
		return (HostAndPort.parse(sent) != null) ? "trust-proxy.allowed-hosts does not have this host."
				: "It is not a valid host.";
	}

	private Explanation.Value port() {
		String sent = sent(ForwardedValue.PORT);
		int port = (sent != null) ? Characters.port(sent, 0, sent.length()) : -1;
		String sentHost = sent(ForwardedValue.HOST);
		HostAndPort host = (this.origin.host() != null && sentHost != null) ? HostAndPort.parse(sentHost) : null;
		if (host != null && host.port() > 0) {
			refused(ForwardedValue.PORT, "The forwarded host has a port, which takes precedence.");
			return forwarded(Integer.toString(this.origin.port()), ForwardedValue.HOST);
		}
		String scheme = (this.origin.scheme() != null) ? this.origin.scheme() : this.request.scheme();
		boolean fits = OriginDecision.fits(port, scheme);
		if (port > 0 && fits) {
			return forwarded(Integer.toString(this.origin.port()), ForwardedValue.PORT);
		}
		String refused = refused(ForwardedValue.PORT,
				fits ? "It is not a number from 1 to 65535." : "It is the default port of "
						+ ((port == 80) ? "http" : "https") + ", but the scheme is " + scheme + ".");
		int ownPort = (host != null) ? -1 : this.request.ownPort();
		if (ownPort > 0) {
			return own(Integer.toString(ownPort), REQUEST, ForwardedValue.PORT, refused);
		}
		return new Explanation.Value(Integer.toString(Origin.defaultPort(scheme)), "scheme", null, escaped(sent),
				"It is the default of " + scheme + ", because the host is without a port" + because(refused));
	}

	private Explanation.Value prefix() {
		String prefix = this.origin.prefix();
		String sent = sent(ForwardedValue.PREFIX);
		if (prefix == null) {
			String refused = (sent != null) ? refused(ForwardedValue.PREFIX, whyNotPrefix(sent)) : null;
			return own(null, null, ForwardedValue.PREFIX, refused);
		}
		Explanation.Value value = forwarded(prefix, ForwardedValue.PREFIX);
		String more = (sent != null && sent.indexOf(',') >= 0) ? " What the nearer proxies removed follows it." : "";
		String where = this.origin.contextPathReplaced() ? " It stands instead of the context path." : "";
		return new Explanation.Value(value.value(), value.from(), value.hop(), value.sent(),
				value.explanation() + more + where);
	}

	private static String whyNotPrefix(String sent) {
		if (PathPrefix.parse(sent) != null) {
			return "It is only a slash, which adds nothing.";
		}
		return (sent.indexOf(',') < 0) ? "It is not the path of a prefix."
				: "One of them is not the path of a prefix, so that none of them counts.";
	}

	private Explanation.Value forwarded(String value, ForwardedValue source) {
		int hop = this.request.hopOf(source);
		return new Explanation.Value(value, this.request.headerOf(source), hop, escaped(sent(source)),
				(hop == this.request.vouchedDistance() - 1)
						? ((hop == 0) ? "The peer" : "Hop " + hop)
								+ " vouches for the client, and this is what it sent."
						: "It is the left-most value: there are fewer values than trusted proxies, so that hop " + hop
								+ " has sent it, or passed it on.");
	}

	private Explanation.Value own(@Nullable String value, @Nullable String from, ForwardedValue forwarded,
			@Nullable String refused) {
		String text = (from != null) ? "The request keeps its own" : "There is none";
		return new Explanation.Value(value, from, null, escaped(sent(forwarded)), text + whyNot(forwarded, refused));
	}

	private String whyNot(ForwardedValue value, @Nullable String refused) {
		if (!this.request.isPeerTrusted()) {
			return ", because the peer is not trusted.";
		}
		String name = value.name().toLowerCase(Locale.ROOT);
		if (!this.request.settings().believes(value)) {
			return ", because '" + name + "' is not in trust-proxy.headers.";
		}
		if (refused != null) {
			return because(refused);
		}
		if (this.request.settings().isStandard() && (value == ForwardedValue.PORT || value == ForwardedValue.PREFIX)) {
			return ": the standard header Forwarded has no such value.";
		}
		return ": " + this.request.headerOf(value) + " does not say another one.";
	}

	private static String because(@Nullable String refused) {
		return (refused != null) ? ". What was sent is ignored: " + refused : ".";
	}

	private @Nullable String refused(ForwardedValue value, String reason) {
		String sent = sent(value);
		if (sent == null) {
			return null;
		}
		this.ignored.add(new Explanation.Ignored(this.request.headerOf(value), EscapedText.of(sent), reason));
		return reason;
	}

	private @Nullable String sent(ForwardedValue value) {
		return this.request.isPeerTrusted() ? this.request.sent(value) : null;
	}

	private static @Nullable String escaped(@Nullable String text) {
		return (text != null) ? EscapedText.of(text) : null;
	}

}
