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

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.trustproxy.address.NaiveAddress;
import io.github.trustproxy.header.ForwardedValue;
import io.github.trustproxy.header.HeaderFormat;
import io.github.trustproxy.header.PrefixHandling;
import org.jspecify.annotations.Nullable;

/**
 * The whole decision a second time: as the documentation says it, in the order in which
 * it says it, with regular expressions, copies of lists and without any care for speed.
 * It shares no code with {@link TrustProxy} but the records and enumerations of the
 * answer. {@link DecisionTableTests} holds it against the table, and fuzz tests compare
 * the parsers with its parts.
 *
 * @param settings the settings
 */
public record NaiveTrustProxy(TrustSettings settings) {

	private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

	private static final String QUOTED = "\"(?:[^\"\\\\]|\\\\.)*+\"";

	private static final String OPEN_QUOTED = "\"(?:[^\"\\\\]|\\\\.)*+(?:\"|\\\\?\\z)";

	private static final Pattern PAIR = Pattern.compile("(" + TOKEN + ")=(" + TOKEN + "|" + QUOTED + ")",
			Pattern.DOTALL);

	/** An element as far as it follows the grammar. */
	private static final Pattern PAIRS = Pattern.compile("[ \t]*+(?:;[ \t]*+|" + PAIR + "[ \t]*+(?=[;,]|\\z))*+",
			Pattern.DOTALL);

	/** What does not follow the grammar, up to the next comma. */
	private static final Pattern REST = Pattern.compile("(?:" + TOKEN + "=" + OPEN_QUOTED + ")?+[^,]*+",
			Pattern.DOTALL);

	private static final String OBFUSCATED = "_[A-Za-z0-9._-]+";

	private static final String NODE_PORT = "(?::(?<port>" + OBFUSCATED + "|[0-9]*))?";

	private static final Pattern UNKNOWN_NODE = Pattern.compile("(?i:unknown)" + NODE_PORT);

	private static final Pattern OBFUSCATED_NODE = Pattern.compile(OBFUSCATED + NODE_PORT);

	private static final Pattern IPV6_IN_BRACKETS = Pattern
		.compile("\\[(?<address>[^\\]]*:[^\\]]*)\\](?::(?<port>[^:]*))?");

	private static final Pattern UNBRACKETED_WITH_PORT = Pattern.compile("(?<address>[^\\[].*:.*|:.*):(?<port>[^:]*)",
			Pattern.DOTALL);

	private static final Pattern IPV4_NODE = Pattern.compile("(?<address>[^:]*)(?::(?<port>[^:]*))?");

	private static final Pattern HOST = Pattern.compile("(?<host>\\[[^\\]]*\\]|[^:]*)(?::(?<port>[^:]*))?");

	private static final String LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";

	private static final Pattern HOST_NAME = Pattern
		.compile("(?=.{1,253}\\.?\\z)" + LABEL + "(?:\\." + LABEL + ")*+\\.?");

	private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9A-Fa-f]*)\\.?");

	private static final String HARMFUL = "(?:[01].|20|23|25|2[eE]|2[fF]|3[bB]|3[fF]|5[cC]|7[fF])";

	private static final Pattern PREFIX = Pattern.compile(
			"((?:/(?!\\.{1,2}(?:/|\\z))(?:[A-Za-z0-9._~!$&'()*+,=:@-]|%(?!" + HARMFUL + ")[0-9A-Fa-f]{2})++)++)/?|/");

	/**
	 * Decide.
	 * @param request the request
	 * @return what the application sees
	 */
	public Answer decide(TestRequest request) {
		List<Node> nodes = nodes(request);
		NaiveAddress peer = peer(request.peerAddress());
		Node peerNode = new Node(null, peer, Math.max(0, request.peerPort()));
		try {
			return answer(request, peerNode, nodes);
		}
		catch (PolicyFailedException ex) {
			return answer(request, List.of(peerNode), StopReason.POLICY_FAILED, Hop.Verdict.NOT_TRUSTED);
		}
	}

	/**
	 * Walk.
	 * @param nodes the forwarded nodes, the right-most one first
	 */
	private Answer answer(TestRequest request, Node peer, List<Node> nodes) {
		List<Node> verified = new ArrayList<>(List.of(peer));
		if (this.settings.maxHops() == 0 || !trusts(peer.address(), 0)) {
			return answer(request, verified, StopReason.PEER_NOT_TRUSTED, Hop.Verdict.NOT_TRUSTED);
		}
		if (nodes.isEmpty()) {
			return answer(request, verified, StopReason.NO_FORWARDED_ADDRESS, Hop.Verdict.TRUSTED);
		}
		for (int hop = 1; hop <= nodes.size(); hop++) {
			Node node = nodes.get(hop - 1);
			if (node.problem() != null) {
				return answer(request, verified, node.problem(), Hop.Verdict.valueOf(node.problem().name()));
			}
			verified.add(node);
			if (hop == nodes.size()) {
				return answer(request, verified, StopReason.LEFT_MOST, Hop.Verdict.LEFT_MOST);
			}
			if (hop >= this.settings.maxHops()) {
				return answer(request, verified, StopReason.HOP_LIMIT, Hop.Verdict.HOP_LIMIT);
			}
			if (!trusts(node.address(), hop)) {
				return answer(request, verified, StopReason.HOP_NOT_TRUSTED, Hop.Verdict.NOT_TRUSTED);
			}
		}
		throw new AssertionError("The loop ends at the left-most node");
	}

	private Answer answer(TestRequest request, List<Node> verified, StopReason stopReason, Hop.Verdict lastVerdict) {
		boolean peerTrusted = stopReason != StopReason.PEER_NOT_TRUSTED && stopReason != StopReason.POLICY_FAILED;
		boolean stoppedByNextNode = stopReason == StopReason.UNKNOWN || stopReason == StopReason.OBFUSCATED
				|| stopReason == StopReason.MALFORMED;
		int distance = verified.size() - 1;
		List<Hop.Verdict> verdicts = new ArrayList<>(
				Collections.nCopies(stoppedByNextNode ? distance + 1 : distance, Hop.Verdict.TRUSTED));
		verdicts.add(lastVerdict);
		List<String> ips = new ArrayList<>(verified.stream().skip(1).map(Node::text).toList());
		Collections.reverse(ips);
		Node client = verified.get(distance);
		int port = (distance == 0 && stoppedByNextNode) ? 0 : client.port();
		Origin origin = peerTrusted ? origin(request, Math.max(1, distance)) : Origin.UNCHANGED;
		return new Answer(client.text(), port, ips, stopReason, verdicts, origin, visibleHeaders(request, peerTrusted));
	}

	private boolean trusts(@Nullable NaiveAddress address, int hop) {
		if (this.settings.function() != null) {
			return address != null && asks(this.settings.function(), address, hop);
		}
		String first = this.settings.trust().get(0);
		if (first.equals("true") || first.equals("false")) {
			return first.equals("true");
		}
		if (first.matches("[0-9]+")) {
			return hop < Integer.parseInt(first);
		}
		return address != null && this.settings.trust().stream().anyMatch(address::isIn);
	}

	private static boolean asks(TrustPolicy function, NaiveAddress address, int hop) {
		try {
			return function.trusts(address.toInetAddress(), hop);
		}
		catch (RuntimeException | Error ex) {
			throw new PolicyFailedException(ex);
		}
	}

	/**
	 * Servers may put brackets around the address, and the JDK may add a zone.
	 */
	public static @Nullable NaiveAddress peer(@Nullable String text) {
		if (text == null) {
			return null;
		}
		String literal = (text.startsWith("[") && text.endsWith("]")) ? text.substring(1, text.length() - 1) : text;
		return NaiveAddress.parse(literal.split("%", 2)[0]);
	}

	/**
	 * Return the forwarded nodes, the right-most one first.
	 */
	private List<Node> nodes(TestRequest request) {
		List<Node> nodes = new ArrayList<>();
		if (this.settings.clientIpHeader() != null) {
			List<String> lines = lines(request, this.settings.clientIpHeader());
			String text = trim(String.join(",", lines));
			if (!text.isEmpty()) {
				boolean viewer = this.settings.clientIpHeader().equalsIgnoreCase("CloudFront-Viewer-Address");
				nodes.add((lines.size() > 1) ? Node.bad(StopReason.MALFORMED) : viewer ? viewer(text) : node(text));
			}
		}
		else if (this.settings.values().contains(ForwardedValue.FOR)) {
			if (this.settings.format() == HeaderFormat.STANDARD) {
				elements(request).forEach((element) -> nodes.add(element.node()));
			}
			else {
				members(lines(request, "X-Forwarded-For")).forEach((member) -> nodes.add(node(member)));
			}
		}
		Collections.reverse(nodes);
		return nodes;
	}

	private static List<String> lines(TestRequest request, String name) {
		return request.headerLines()
			.stream()
			.filter((line) -> line.name().equalsIgnoreCase(name))
			.map(TestRequest.HeaderLine::value)
			.toList();
	}

	public static List<String> members(List<String> lines) {
		return Stream.of(String.join(",", lines).split(","))
			.map(NaiveTrustProxy::trim)
			.filter((member) -> !member.isEmpty())
			.toList();
	}

	private static String trim(String text) {
		return text.replaceAll("\\A[ \t]+|[ \t]+\\z", "");
	}

	public static Node node(String text) {
		Matcher unknown = UNKNOWN_NODE.matcher(text);
		if (unknown.matches()) {
			return Node.bad(isNodePort(unknown.group("port")) ? StopReason.UNKNOWN : StopReason.MALFORMED);
		}
		Matcher obfuscated = OBFUSCATED_NODE.matcher(text);
		if (obfuscated.matches()) {
			return Node.bad(isNodePort(obfuscated.group("port")) ? StopReason.OBFUSCATED : StopReason.MALFORMED);
		}
		for (Pattern pattern : List.of(IPV6_IN_BRACKETS, IPV4_NODE)) {
			Matcher matcher = pattern.matcher(text);
			if (matcher.matches()) {
				return address(matcher.group("address"), matcher.group("port"));
			}
		}
		return address(text, null);
	}

	/**
	 * Read an address whose last colon is that of the port.
	 */
	private static Node viewer(String text) {
		Matcher unbracketed = UNBRACKETED_WITH_PORT.matcher(text);
		return unbracketed.matches() ? address(unbracketed.group("address"), unbracketed.group("port")) : node(text);
	}

	private static boolean isNodePort(@Nullable String port) {
		return port == null || port.startsWith("_") || port(port) > 0;
	}

	private static Node address(String text, @Nullable String port) {
		NaiveAddress address = NaiveAddress.parse(text);
		if (address == null || address.isUnspecified() || (port != null && port(port) < 0)) {
			return Node.bad(StopReason.MALFORMED);
		}
		return new Node(null, address, (port != null) ? port(port) : 0);
	}

	public static int port(@Nullable String text) {
		boolean valid = text != null && text.matches("[1-9][0-9]{0,4}") && Integer.parseInt(text) <= 65535;
		return valid ? Integer.parseInt(text) : -1;
	}

	private static List<Element> elements(TestRequest request) {
		return lines(request, "Forwarded").stream().flatMap((line) -> elements(line).stream()).toList();
	}

	public static List<Element> elements(String line) {
		List<Element> elements = new ArrayList<>();
		Matcher pairs = PAIRS.matcher(line);
		Matcher rest = REST.matcher(line);
		for (int start = 0; start <= line.length(); start = rest.end() + 1) {
			pairs.region(start, line.length()).lookingAt();
			rest.region(pairs.end(), line.length()).lookingAt();
			String text = line.substring(start, rest.end()).replaceFirst("\\A[ \t]+", "");
			boolean malformed = !rest.group().isEmpty();
			Map<String, String> parameters = new HashMap<>();
			Matcher pair = PAIR.matcher(line).region(start, pairs.end());
			while (pair.find()) {
				malformed |= parameters.put(pair.group(1).toLowerCase(Locale.ROOT), unquote(pair.group(2))) != null;
			}
			if (malformed) {
				elements.add(new Element(text, Node.bad(StopReason.MALFORMED), Map.of()));
			}
			else if (!parameters.isEmpty()) {
				String node = parameters.get("for");
				elements.add(new Element(text, (node != null) ? node(node) : Node.bad(StopReason.UNKNOWN), parameters));
			}
		}
		return elements;
	}

	public static boolean isToken(String text) {
		return text.matches(TOKEN);
	}

	private static String unquote(String value) {
		return value.startsWith("\"") ? Pattern.compile("\\\\(.)", Pattern.DOTALL)
			.matcher(value.substring(1, value.length() - 1))
			.replaceAll("$1") : value;
	}

	/**
	 * Decide on the origin.
	 * @param d how many proxies are believed
	 */
	private Origin origin(TestRequest request, int d) {
		return origin(request, (value) -> value(request, value, d));
	}

	/**
	 * Decide on the origin.
	 * @param values what was forwarded
	 */
	public Origin origin(TestRequest request, Function<ForwardedValue, @Nullable String> values) {
		String scheme = read(values.apply(ForwardedValue.PROTO), NaiveTrustProxy::scheme);
		HostPort host = read(values.apply(ForwardedValue.HOST), this::allowedHost);
		String newScheme = (scheme != null) ? scheme : request.scheme();
		int portOfOtherScheme = newScheme.equals("https") ? 80 : 443;
		Integer port = read(values.apply(ForwardedValue.PORT),
				(text) -> (port(text) > 0 && port(text) != portOfOtherScheme) ? (Integer) port(text) : null);
		boolean replacing = this.settings.prefixHandling() == PrefixHandling.REPLACE;
		String prefix = read(values.apply(ForwardedValue.PREFIX), NaiveTrustProxy::prefix);
		if (!replacing && "".equals(prefix)) {
			prefix = null;
		}
		boolean replaced = replacing && prefix != null;
		if (scheme == null && host == null && port == null) {
			return new Origin(null, null, -1, prefix, replaced);
		}
		int newPort = newScheme.equals("https") ? 443 : 80;
		if (host != null && host.port() > 0) {
			newPort = host.port();
		}
		else if (port != null) {
			newPort = port;
		}
		else if (host == null && ownPort(request) > 0) {
			newPort = ownPort(request);
		}
		return new Origin(scheme, (host != null) ? host.host() : null, newPort, prefix, replaced);
	}

	private String header(ForwardedValue value) {
		return this.settings.names().getOrDefault(value, switch (value) {
			case PROTO -> "X-Forwarded-Proto";
			case HOST -> "X-Forwarded-Host";
			case PORT -> "X-Forwarded-Port";
			case PREFIX -> "X-Forwarded-Prefix";
			case FOR -> throw new IllegalArgumentException();
		});
	}

	private static <T> @Nullable T read(@Nullable String text, Function<String, @Nullable T> reader) {
		return (text != null) ? reader.apply(text) : null;
	}

	private @Nullable String value(TestRequest request, ForwardedValue value, int d) {
		if (!this.settings.values().contains(value)) {
			return null;
		}
		if (this.settings.format() == HeaderFormat.STANDARD) {
			List<Element> elements = elements(request);
			return elements.stream().skip(Math.max(0, elements.size() - d)).map((element) -> switch (value) {
				case PROTO -> element.parameters().get("proto");
				case HOST -> element.parameters().get("host");
				default -> null;
			}).filter((candidate) -> candidate != null).findFirst().orElse(null);
		}
		List<String> members = members(lines(request, header(value)));
		List<String> vouched = members.subList(Math.max(0, members.size() - d), members.size());
		if (vouched.isEmpty()) {
			return null;
		}
		return (value == ForwardedValue.PREFIX) ? String.join(",", vouched) : vouched.get(0);
	}

	private static @Nullable String scheme(String text) {
		if (text.matches("(?i)https|wss")) {
			return "https";
		}
		return text.matches("(?i)http|ws") ? "http" : null;
	}

	private @Nullable HostPort allowedHost(String text) {
		HostPort host = host(text);
		return (host != null && isAllowed(host, this.settings.allowedHosts())) ? host : null;
	}

	public static boolean isAllowed(HostPort host, List<String> allowedHosts) {
		return allowedHosts.isEmpty() || allowedHosts.stream()
			.map((entry) -> entry.toLowerCase(Locale.ROOT))
			.anyMatch((entry) -> entry.startsWith("*.") ? isBelow(host.lowerCaseHost(), entry.substring(1))
					: host.lowerCaseHost().equals(entry));
	}

	private static boolean isBelow(String host, String dotAndDomain) {
		return host.endsWith(dotAndDomain) && host.length() > dotAndDomain.length();
	}

	public static @Nullable HostPort host(String text) {
		Matcher matcher = HOST.matcher(text);
		if (!matcher.matches() || (matcher.group("port") != null && port(matcher.group("port")) < 0)) {
			return null;
		}
		String host = matcher.group("host");
		boolean valid;
		if (host.startsWith("[") && host.length() > 1) {
			String address = host.substring(1, host.length() - 1);
			valid = address.contains(":") && !address.contains("%") && NaiveAddress.parse(address) != null;
		}
		else {
			valid = HOST_NAME.matcher(host).matches()
					&& (!ENDS_IN_NUMBER.matcher(host).matches() || NaiveAddress.parse(host) != null);
		}
		return valid ? new HostPort(host, port(matcher.group("port"))) : null;
	}

	private static int ownPort(TestRequest request) {
		List<String> hosts = lines(request, "Host");
		if (hosts.isEmpty()) {
			int defaultPort = request.scheme().equals("https") ? 443 : 80;
			return (request.port() != defaultPort) ? request.port() : -1;
		}
		HostPort host = host(String.join(",", hosts));
		return (host != null) ? host.port() : -1;
	}

	/**
	 * Put together what several proxies removed.
	 */
	public static @Nullable String prefix(String text) {
		List<String> members = members(List.of(text));
		List<Matcher> prefixes = members.stream().map(PREFIX::matcher).toList();
		if (!prefixes.stream().allMatch(Matcher::matches) || !members.stream().allMatch(NaiveTrustProxy::isText)) {
			return null;
		}
		return prefixes.stream()
			.map((matcher) -> (matcher.group(1) != null) ? matcher.group(1) : "")
			.collect(Collectors.joining());
	}

	/**
	 * Return whether a path is UTF-8 without control characters when it is decoded.
	 */
	private static boolean isText(String path) {
		byte[] octets = URLDecoder.decode(path.replace("+", "%2b"), StandardCharsets.ISO_8859_1)
			.getBytes(StandardCharsets.ISO_8859_1);
		try {
			return StandardCharsets.UTF_8.newDecoder()
				.decode(ByteBuffer.wrap(octets))
				.chars()
				.noneMatch(Character::isISOControl);
		}
		catch (CharacterCodingException ex) {
			return false;
		}
	}

	private List<String> visibleHeaders(TestRequest request, boolean peerTrusted) {
		List<String> hidden = new ArrayList<>();
		if (this.settings.hideHeaders()) {
			hidden.addAll(List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Port",
					"X-Forwarded-Prefix", "X-Forwarded-Proto", "X-Forwarded-Ssl"));
			hidden.addAll(this.settings.names().values());
			if (this.settings.clientIpHeader() != null) {
				hidden.add(this.settings.clientIpHeader());
			}
		}
		if (!peerTrusted) {
			hidden.addAll(this.settings.protectedHeaders());
		}
		return request.headerLines()
			.stream()
			.map(TestRequest.HeaderLine::name)
			.filter((name) -> hidden.stream().noneMatch(name::equalsIgnoreCase))
			.toList();
	}

	/**
	 * A hop.
	 *
	 * @param problem why it cannot be gone to, or {@code null}
	 * @param address its address, or {@code null} without one
	 * @param port the port, 0 without one
	 */
	public record Node(@Nullable StopReason problem, @Nullable NaiveAddress address, int port) {

		static Node bad(StopReason problem) {
			return new Node(problem, null, 0);
		}

		/**
		 * Return what the parser calls it.
		 */
		public String kind() {
			return (this.problem != null) ? this.problem.name() : "ADDRESS";
		}

		String text() {
			return (this.address != null) ? this.address.text() : "unknown";
		}

	}

	/**
	 * An element of {@code Forwarded}.
	 *
	 * @param text the element as it was sent
	 * @param node for whom it is
	 * @param parameters its parameters, none if it does not follow the grammar
	 */
	public record Element(String text, Node node, Map<String, String> parameters) {
	}

	public record HostPort(String host, int port) {

		String lowerCaseHost() {
			return this.host.toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * Whatever a policy throws, which is not what goes wrong in here.
	 */
	private static final class PolicyFailedException extends RuntimeException {

		PolicyFailedException(Throwable cause) {
			super(null, cause, false, false);
		}

	}

}
