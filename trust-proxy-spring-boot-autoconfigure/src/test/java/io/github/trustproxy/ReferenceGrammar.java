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
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The grammars of the core once more, as plainly as they can be written: regular
 * expressions and lists, much too slow for a request. Fuzz tests compare the parsers with
 * it.
 */
final class ReferenceGrammar {

	private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])";

	private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");

	private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");

	private static final Pattern ZONE = Pattern.compile("%[A-Za-z0-9._~-]+\\z");

	private static final String PORT = "(?:6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}"
			+ "|[1-9][0-9]{0,3})";

	private static final String IDENTIFIER = "_[A-Za-z0-9._-]+";

	private static final String NODE_PORT = "(?::(?:" + PORT + "|" + IDENTIFIER + "))?";

	private static final Pattern UNKNOWN = Pattern.compile("(?i:unknown)" + NODE_PORT);

	private static final Pattern OBFUSCATED = Pattern.compile(IDENTIFIER + NODE_PORT);

	private static final Pattern BRACKETED = Pattern.compile("\\[([^\\]]*:[^\\]]*)](?::(" + PORT + "))?");

	private static final Pattern WITH_PORT = Pattern.compile("([^:\\[]*):(" + PORT + ")");

	private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]++";

	private static final String OPEN_QUOTED = "\"((?:[^\"\\\\]++|\\\\.)*+)";

	private static final Pattern PAIR = Pattern
		.compile("(" + TOKEN + ")=(?:(" + TOKEN + ")|" + OPEN_QUOTED + "\")[ \\t]*+(?<next>[;,]|\\z)?", Pattern.DOTALL);

	private static final Pattern UNTERMINATED_PAIR = Pattern.compile(TOKEN + "=" + OPEN_QUOTED + "\\\\?\\z",
			Pattern.DOTALL);

	private static final String LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";

	private static final Pattern HOST_NAME = Pattern.compile("(?:" + LABEL + "\\.)*(" + LABEL + ")\\.?");

	private static final Pattern NUMBER = Pattern.compile("[0-9]+|0[xX][0-9A-Fa-f]*");

	private static final Pattern HOST_AND_PORT = Pattern
		.compile("(\\[[^\\]%]*:[^\\]%]*]|[^:\\[]*)(?::(" + PORT + "))?");

	private static final Pattern PREFIX = Pattern.compile(
			"((?:/(?!\\.\\.?(?:/|\\z))(?:[A-Za-z0-9._~!$&'()*+,=:@-]"
					+ "|%(?!25|2[eE]|2[fF]|3[bB]|5[cC]|3[fF]|23|[01].|20|7[fF])[0-9A-Fa-f]{2})++)++)/?",
			Pattern.DOTALL);

	private static final BigInteger IPV4_MAPPED = BigInteger.valueOf(0xffff).shiftLeft(32);

	private ReferenceGrammar() {
	}

	/**
	 * Return the 128 bits of two halves as a number.
	 */
	static BigInteger number(long high, long low) {
		return new BigInteger(1, ByteBuffer.allocate(16).putLong(high).putLong(low).array());
	}

	static boolean isIpv4(BigInteger address) {
		return address.shiftRight(32).equals(IPV4_MAPPED.shiftRight(32));
	}

	/**
	 * Read an address literal: as a number of 128 bits, which is IPv4-mapped for IPv4.
	 */
	static @Nullable BigInteger address(String text) {
		if (IPV4.matcher(text).matches()) {
			return IPV4_MAPPED.add(new BigInteger(hex(text), 16));
		}
		String ipv6 = ZONE.matcher(text).replaceFirst("");
		String last = ipv6.substring(ipv6.lastIndexOf(':') + 1);
		if (IPV4.matcher(last).matches()) {
			String hex = hex(last);
			ipv6 = ipv6.substring(0, ipv6.length() - last.length()) + hex.substring(0, 4) + ":" + hex.substring(4);
		}
		int gap = ipv6.indexOf("::");
		List<String> left = groups((gap < 0) ? ipv6 : ipv6.substring(0, gap));
		List<String> right = groups((gap < 0) ? "" : ipv6.substring(gap + 2));
		int missing = 8 - left.size() - right.size();
		if ((gap < 0) ? missing != 0 : missing < 1) {
			return null;
		}
		List<String> groups = new ArrayList<>(left);
		groups.addAll(Collections.nCopies(missing, "0"));
		groups.addAll(right);
		return groups.stream().allMatch((group) -> GROUP.matcher(group).matches()) ? groups.stream()
			.map((group) -> new BigInteger(group, 16))
			.reduce(BigInteger.ZERO, (address, group) -> address.shiftLeft(16).or(group)) : null;
	}

	/**
	 * Read the address of a peer as servers write it: with brackets or without, and with
	 * any zone.
	 */
	static @Nullable BigInteger peer(String text) {
		String address = text.matches("(?s)\\[.*]") ? text.substring(1, text.length() - 1) : text;
		return address(address.replaceFirst("(?s)%.*", ""));
	}

	static boolean isToken(String text) {
		return text.matches(TOKEN);
	}

	private static String hex(String ipv4) {
		StringBuilder hex = new StringBuilder();
		for (String octet : ipv4.split("\\.")) {
			hex.append(String.format("%02x", Integer.parseInt(octet)));
		}
		return hex.toString();
	}

	private static List<String> groups(String text) {
		return text.isEmpty() ? List.of() : Arrays.asList(text.split(":", -1));
	}

	/**
	 * Read a port: -1 if the text is none.
	 */
	static int port(@Nullable String text) {
		return (text != null && text.matches(PORT)) ? Integer.parseInt(text) : -1;
	}

	static Node node(String text) {
		if (UNKNOWN.matcher(text).matches()) {
			return new Node(NodeParser.Kind.UNKNOWN, null, 0);
		}
		if (OBFUSCATED.matcher(text).matches()) {
			return new Node(NodeParser.Kind.OBFUSCATED, null, 0);
		}
		for (Pattern pattern : List.of(BRACKETED, WITH_PORT)) {
			Matcher matcher = pattern.matcher(text);
			if (matcher.matches()) {
				return Node.of(address(matcher.group(1)), Math.max(0, port(matcher.group(2))));
			}
		}
		return Node.of(address(text), 0);
	}

	/**
	 * Read the members of a comma-separated list.
	 */
	static List<String> members(String text) {
		return Arrays.stream(text.split(","))
			.map((member) -> member.replaceAll("\\A[ \\t]+|[ \\t]+\\z", ""))
			.filter((member) -> !member.isEmpty())
			.toList();
	}

	/**
	 * Read a line of a {@code Forwarded} header.
	 */
	static List<ForwardedText> forwarded(String line) {
		List<ForwardedText> elements = new ArrayList<>();
		int start = 0;
		while (start < line.length()) {
			start = skipOws(line, start);
			int end = start;
			Map<String, String> parameters = new HashMap<>();
			boolean wellFormed = true;
			boolean repeated = false;
			while (wellFormed && end < line.length() && line.charAt(end) != ',') {
				Matcher pair = PAIR.matcher(line).region(end, line.length());
				if (line.charAt(end) == ';') {
					end = skipOws(line, end + 1);
				}
				else if (pair.lookingAt()) {
					String next = pair.group("next");
					end = pair.end() - ((next != null) ? next.length() : 0);
					String value = (pair.group(2) != null) ? pair.group(2)
							: pair.group(3).replaceAll("(?s)\\\\(.)", "$1");
					wellFormed = next != null;
					repeated |= parameters.put(pair.group(1).toLowerCase(Locale.ROOT), value) != null;
				}
				else {
					boolean unterminated = UNTERMINATED_PAIR.matcher(line).region(end, line.length()).lookingAt();
					end = unterminated ? line.length() : end;
					wellFormed = false;
				}
			}
			int comma = line.indexOf(',', end);
			end = (comma < 0) ? line.length() : comma;
			String text = line.substring(start, end);
			if (!wellFormed || repeated) {
				elements.add(ForwardedText.malformed(text));
			}
			else if (!parameters.isEmpty()) {
				elements.add(new ForwardedText(text, parameters.get("for"), parameters.get("proto"),
						parameters.get("host"), false));
			}
			start = end + 1;
		}
		return elements;
	}

	private static int skipOws(String line, int start) {
		int position = start;
		while (position < line.length() && " \t".indexOf(line.charAt(position)) >= 0) {
			position++;
		}
		return position;
	}

	static @Nullable HostAndPort hostAndPort(String text) {
		Matcher matcher = HOST_AND_PORT.matcher(text);
		return (matcher.matches() && isHost(matcher.group(1)))
				? new HostAndPort(matcher.group(1), port(matcher.group(2))) : null;
	}

	private static boolean isHost(String host) {
		if (host.startsWith("[")) {
			return address(host.substring(1, host.length() - 1)) != null;
		}
		Matcher name = HOST_NAME.matcher(host);
		return name.matches() && host.replaceFirst("\\.\\z", "").length() <= 253
				&& (!NUMBER.matcher(name.group(1)).matches() || IPV4.matcher(host).matches());
	}

	static @Nullable String prefix(String text) {
		List<String> members = (text.indexOf(',') < 0) ? List.of(text) : members(text);
		StringBuilder path = new StringBuilder();
		for (String member : members) {
			Matcher matcher = PREFIX.matcher(member);
			if (!member.equals("/") && !matcher.matches()) {
				return null;
			}
			path.append(member.equals("/") ? "" : matcher.group(1));
		}
		return path.toString();
	}

	static boolean isAllowed(String host, List<String> allowedHosts) {
		return allowedHosts.isEmpty() || allowedHosts.stream()
			.map((allowed) -> allowed.toLowerCase(Locale.ROOT))
			.anyMatch((allowed) -> allowed.startsWith("*.")
					? host.toLowerCase(Locale.ROOT).matches("(?s).+" + Pattern.quote(allowed.substring(1)))
					: host.toLowerCase(Locale.ROOT).equals(allowed));
	}

	static Origin origin(@Nullable String proto, @Nullable String host, @Nullable String port, @Nullable String prefix,
			List<String> allowedHosts, String ownScheme, int ownPort) {
		String scheme = null;
		if (proto != null && proto.matches("(?i:https?|wss?)")) {
			scheme = (proto.length() == 5 || proto.length() == 3) ? "https" : "http";
		}
		HostAndPort hostAndPort = (host != null) ? hostAndPort(host) : null;
		if (hostAndPort != null && !isAllowed(hostAndPort.host(), allowedHosts)) {
			hostAndPort = null;
		}
		String newScheme = (scheme != null) ? scheme : ownScheme;
		int forwardedPort = (port(port) == ("https".equals(newScheme) ? 80 : 443)) ? -1 : port(port);
		String validPrefix = (prefix != null) ? prefix(prefix) : null;
		if (validPrefix != null && validPrefix.isEmpty()) {
			validPrefix = null;
		}
		if (scheme == null && hostAndPort == null && forwardedPort < 0) {
			return new Origin(null, null, -1, validPrefix);
		}
		List<Integer> ports = new ArrayList<>();
		ports.add((hostAndPort != null) ? hostAndPort.port() : -1);
		ports.add(forwardedPort);
		ports.add((hostAndPort != null) ? -1 : ownPort);
		ports.add("https".equals(newScheme) ? 443 : 80);
		return new Origin(scheme, (hostAndPort != null) ? hostAndPort.host() : null,
				ports.stream().filter((candidate) -> candidate > 0).findFirst().orElseThrow(), validPrefix);
	}

	/**
	 * What a node is.
	 *
	 * @param kind the kind
	 * @param address the address, {@code null} if the node has none
	 * @param port the port, 0 without one
	 */
	record Node(NodeParser.Kind kind, @Nullable BigInteger address, int port) {

		static Node of(@Nullable BigInteger address, int port) {
			boolean unspecified = address == null || address.equals(BigInteger.ZERO) || address.equals(IPV4_MAPPED);
			return unspecified ? new Node(NodeParser.Kind.MALFORMED, null, 0)
					: new Node(NodeParser.Kind.ADDRESS, address, port);
		}

	}

}
