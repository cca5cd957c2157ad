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

package io.github.trustproxy.address;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.trustproxy.NaiveTrustProxy;
import org.jspecify.annotations.Nullable;

/**
 * An address as {@link NaiveTrustProxy} understands it: slow, simple, and written without
 * the code under test.
 *
 * @param bits 32 for IPv4, 128 for IPv6
 * @param value the address as a number
 */
public record NaiveAddress(int bits, BigInteger value) {

	private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

	private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");

	private static final Pattern IPV4_AT_THE_END = Pattern.compile("(.*:)(" + IPV4 + ")");

	private static final Pattern ZONE_AT_THE_END = Pattern.compile("%[A-Za-z0-9._~-]+\\z");

	private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");

	private static final Map<String, List<String>> NAMES = Map.of("loopback", List.of("127.0.0.0/8", "::1"),
			"linklocal", List.of("169.254.0.0/16", "fe80::/10"), "uniquelocal",
			List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"), "cgnat", List.of("100.64.0.0/10"),
			"private", List.of("loopback", "linklocal", "uniquelocal", "cgnat"), "unix", List.of());

	/**
	 * Parse an address without brackets and port. A zone is dropped.
	 * @return the address, or {@code null} if the text is none
	 */
	public static @Nullable NaiveAddress parse(String text) {
		if (IPV4.matcher(text).matches()) {
			return new NaiveAddress(32, number(text.split("\\."), 10, 8));
		}
		List<String> groups = groups(ZONE_AT_THE_END.matcher(text).replaceFirst(""));
		if (groups.size() != 8 || !groups.stream().allMatch((group) -> GROUP.matcher(group).matches())) {
			return null;
		}
		BigInteger value = number(groups.toArray(String[]::new), 16, 16);
		return isIpv4(value) ? new NaiveAddress(32, value.mod(BigInteger.TWO.pow(32))) : new NaiveAddress(128, value);
	}

	/**
	 * Return the groups of an IPv6 address, with zeros instead of a {@code ::}.
	 */
	private static List<String> groups(String text) {
		Matcher ipv4 = IPV4_AT_THE_END.matcher(text);
		if (ipv4.matches()) {
			int number = number(ipv4.group(2).split("\\."), 10, 8).intValue();
			return groups(
					ipv4.group(1) + Integer.toHexString(number >>> 16) + ":" + Integer.toHexString(number & 0xffff));
		}
		int gap = text.indexOf("::");
		if (gap < 0) {
			return List.of(text.split(":", -1));
		}
		List<String> groups = new ArrayList<>(nonEmptyGroups(text.substring(0, gap)));
		List<String> right = nonEmptyGroups(text.substring(gap + 2));
		int zeros = 8 - groups.size() - right.size();
		if (zeros < 1) {
			return List.of();
		}
		groups.addAll(Collections.nCopies(zeros, "0"));
		groups.addAll(right);
		return groups;
	}

	private static List<String> nonEmptyGroups(String text) {
		return text.isEmpty() ? List.of() : List.of(text.split(":", -1));
	}

	/**
	 * Return the number of 128 bits that two halves are.
	 */
	public static BigInteger number(long high, long low) {
		return new BigInteger(1, ByteBuffer.allocate(16).putLong(high).putLong(low).array());
	}

	/**
	 * Return whether a number of 128 bits stands for an IPv4 address.
	 */
	public static boolean isIpv4(BigInteger number) {
		return number.shiftRight(32).equals(BigInteger.valueOf(0xffff));
	}

	private static BigInteger number(String[] digits, int radix, int bits) {
		BigInteger number = BigInteger.ZERO;
		for (String digit : digits) {
			number = number.shiftLeft(bits).add(new BigInteger(digit, radix));
		}
		return number;
	}

	/**
	 * Return this address as a number of 128 bits, IPv4 in its IPv4-mapped form.
	 */
	public BigInteger number() {
		return (this.bits == 32) ? BigInteger.valueOf(0xffff).shiftLeft(32).or(this.value) : this.value;
	}

	public boolean isUnspecified() {
		return this.value.signum() == 0;
	}

	/**
	 * Return whether this address is in a range, written as in the setting.
	 */
	public boolean isIn(String range) {
		if (NAMES.containsKey(range)) {
			return NAMES.get(range).stream().anyMatch(this::isIn);
		}
		String[] parts = range.split("/");
		NaiveAddress first = parse(parts[0]);
		int prefix = (parts.length > 1) ? prefix(parts[1]) : first.bits;
		if (first.bits == 32 && parts.length > 1 && parts[0].contains(":")) {
			// IPv4-mapped
			prefix -= 96;
		}
		return this.bits == first.bits && this.value.xor(first.value).shiftRight(this.bits - prefix).signum() == 0;
	}

	private static int prefix(String text) {
		return text.contains(".") ? number(text.split("\\."), 10, 8).bitCount() : Integer.parseInt(text);
	}

	/**
	 * Return the canonical text.
	 */
	public String text() {
		String[] groups = new String[this.bits / ((this.bits == 32) ? 8 : 16)];
		for (int i = 0; i < groups.length; i++) {
			int shift = this.bits - (i + 1) * this.bits / groups.length;
			int group = this.value.shiftRight(shift).intValue();
			groups[i] = (this.bits == 32) ? Integer.toString(group & 0xff) : Integer.toHexString(group & 0xffff);
		}
		return (this.bits == 32) ? String.join(".", groups) : compress(String.join(":", groups));
	}

	/**
	 * Replace the longest run of two or more zero groups, the first one of equals.
	 */
	private static String compress(String text) {
		for (int length = 8; length > 1; length--) {
			String zeros = "0" + ":0".repeat(length - 1);
			Matcher matcher = Pattern.compile("(?:^|:)" + zeros + "(?::|$)").matcher(text);
			if (matcher.find()) {
				return matcher.replaceFirst("::");
			}
		}
		return text;
	}

	public InetAddress toInetAddress() {
		byte[] bytes = new byte[this.bits / 8];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = this.value.shiftRight(this.bits - 8 * (i + 1)).byteValue();
		}
		try {
			return InetAddress.getByAddress(bytes);
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
