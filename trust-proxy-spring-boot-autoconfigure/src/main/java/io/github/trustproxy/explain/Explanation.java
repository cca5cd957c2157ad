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

import io.github.trustproxy.ClientAddress;
import io.github.trustproxy.DecidedRequest;
import io.github.trustproxy.Hop;
import io.github.trustproxy.StopReason;
import org.jspecify.annotations.Nullable;

/**
 * A decision in words: what was made of each hop, where the walk stopped, where scheme,
 * host, port and prefix come from, and what was ignored, each time with the reason. Ask a
 * {@link RequestExplainer} for that of a request, or a {@link DescribedRequest} for that
 * of a request that nobody has sent.
 * <p>
 * Text of a request is escaped: control characters and those outside of ASCII are written
 * as <code>&#92;uXXXX</code> and a backslash twice, and long text is cut. It can go into
 * a log. Who puts it into a page has to escape it for HTML.
 *
 * @param setting what is trusted and believed
 * @param client who the client is
 * @param stop where the walk stopped
 * @param hops the path, the peer first; of the hops that were ignored only the first ones
 * @param origin scheme, host, port and prefix as the application sees them
 * @param ignored what the request said and nobody believed
 * @param hiddenHeaders the headers of the request that the application does not see
 * @since 0.1.0
 */
public record Explanation(String setting, Client client, Stop stop, List<Step> hops, Values origin,
		List<Ignored> ignored, List<String> hiddenHeaders) {

	/**
	 * The logger that explains each request at TRACE.
	 */
	public static final String LOGGER = "io.github.trustproxy.Explanation";

	/**
	 * Create an explanation.
	 * @param setting what is trusted and believed
	 * @param client who the client is
	 * @param stop where the walk stopped
	 * @param hops the path, the peer first; of the hops that were ignored only the first
	 * ones
	 * @param origin scheme, host, port and prefix as the application sees them
	 * @param ignored what the request said and nobody believed
	 * @param hiddenHeaders the headers of the request that the application does not see
	 */
	public Explanation {
		hops = List.copyOf(hops);
		ignored = List.copyOf(ignored);
		hiddenHeaders = List.copyOf(hiddenHeaders);
	}

	/**
	 * Put a decision into words. This is for diagnosis: it costs much more than the
	 * decision.
	 * @param request a request with its decision
	 * @return the explanation
	 */
	public static Explanation of(DecidedRequest<?> request) {
		return new Explainer(request.trace()).explain();
	}

	/**
	 * Return the explanation as a block of lines for a log. The first says who the client
	 * is and why.
	 */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		text.append("The client is ").append(this.client.ip()).append(". ").append(this.stop.text());
		line(text, "setting", this.setting);
		this.hops.forEach((hop) -> line(text, "hop " + hop.distance(), hop.text() + " (" + hop.from() + "), "
				+ hop.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + hop.explanation()));
		this.origin.append(text);
		this.ignored
			.forEach((value) -> line(text, "ignored", value.header() + ": " + value.value() + ": " + value.reason()));
		if (!this.hiddenHeaders.isEmpty()) {
			line(text, "hidden", String.join(", ", this.hiddenHeaders));
		}
		return text.toString();
	}

	private static void line(StringBuilder text, String name, String value) {
		text.append("\n  ").append(name).append(": ").append(value);
	}

	/**
	 * The client, with the same values as its {@link ClientAddress}.
	 *
	 * @param ip the address, {@code unknown} if it has none
	 * @param port the port, 0 if it is not known
	 * @param distance the number of trusted proxies in between
	 * @param ips the verified addresses, the client first
	 */
	public record Client(String ip, int port, int distance, List<String> ips) {

		/**
		 * Create a client.
		 * @param ip the address, {@code unknown} if it has none
		 * @param port the port, 0 if it is not known
		 * @param distance the number of trusted proxies in between
		 * @param ips the verified addresses, the client first
		 */
		public Client {
			ips = List.copyOf(ips);
		}

	}

	/**
	 * The end of the walk.
	 *
	 * @param reason why the walk stopped
	 * @param text the same in words
	 */
	public record Stop(StopReason reason, String text) {

	}

	/**
	 * One hop of the path.
	 *
	 * @param distance the distance from the application, 0 for the peer
	 * @param text the entry as it was sent, escaped
	 * @param address the canonical address, or {@code null} if the entry has none
	 * @param port the port that was sent with the address, 0 without one
	 * @param from the header that has the entry, or {@code socket}
	 * @param verdict what the walk made of it
	 * @param rule the part of the setting that trusts it or ended the walk, or
	 * {@code null} if there is none
	 * @param explanation the verdict in words
	 */
	public record Step(int distance, String text, @Nullable String address, int port, String from, Hop.Verdict verdict,
			@Nullable String rule, String explanation) {

	}

	/**
	 * The scheme, host, port and prefix that the application sees.
	 *
	 * @param scheme the scheme
	 * @param host the host
	 * @param port the port
	 * @param prefix the prefix
	 */
	public record Values(Value scheme, Value host, Value port, Value prefix) {

		private void append(StringBuilder text) {
			append(text, "scheme", this.scheme);
			append(text, "host", this.host);
			append(text, "port", this.port);
			append(text, "prefix", this.prefix);
		}

		private static void append(StringBuilder text, String name, Value value) {
			line(text, name, ((value.value() != null && !value.value().isEmpty()) ? value.value() + ": " : "")
					+ value.explanation());
		}

	}

	/**
	 * One value that the application sees.
	 *
	 * @param value the value, or {@code null} if there is none or only the server knows
	 * it
	 * @param from the header that it was taken from, {@code request} if the request keeps
	 * its own, {@code scheme} for a port that is the default of the scheme, or
	 * {@code null} without a value
	 * @param hop the distance of the proxy whose word it is, or {@code null} if it is
	 * nobody's
	 * @param sent what that proxy, or the one that should have sent a better one, sent,
	 * escaped; {@code null} if nothing
	 * @param explanation the same in words
	 */
	public record Value(@Nullable String value, @Nullable String from, @Nullable Integer hop, @Nullable String sent,
			String explanation) {

	}

	/**
	 * Something that the request said and nobody believed.
	 *
	 * @param header the header
	 * @param value what it said, escaped
	 * @param reason why it is ignored
	 */
	public record Ignored(String header, String value, String reason) {

	}

}
