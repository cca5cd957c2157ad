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

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Writes addresses in their canonical text form: dotted decimal for IPv4, RFC 5952 for
 * IPv6 (lower case, the first of the longest runs of two or more zero groups compressed),
 * without brackets. One address has one text, so that it can be a key.
 *
 * @since 0.1.0
 */
public final class AddressFormat {

	private static final char[] HEX = "0123456789abcdef".toCharArray();

	private AddressFormat() {
	}

	/**
	 * Write an address.
	 * @param high the high half of the address
	 * @param low the low half of the address
	 * @return the canonical text
	 */
	public static String format(long high, long low) {
		return AddressParser.isIpv4(high, low) ? formatIpv4((int) low) : formatIpv6(high, low);
	}

	private static String formatIpv4(int address) {
		return (address >>> 24) + "." + ((address >>> 16) & 0xff) + "." + ((address >>> 8) & 0xff) + "."
				+ (address & 0xff);
	}

	/**
	 * Make an {@link InetAddress} whose host name is the canonical text, so that nobody
	 * who asks it for a name causes a reverse look-up.
	 * @param high the high half of the address
	 * @param low the low half of the address
	 * @return the address, with its text as its name
	 */
	public static InetAddress toInetAddress(long high, long low) {
		return toInetAddress(format(high, low), high, low);
	}

	/**
	 * Make it with a text that is known already.
	 * @param text the canonical text
	 * @param high the high half of the address
	 * @param low the low half of the address
	 * @return the address, with its text as its name
	 */
	public static InetAddress toInetAddress(String text, long high, long low) {
		try {
			return InetAddress.getByAddress(text, bytes(high, low));
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException("An address of 16 bytes is always legal", ex);
		}
	}

	private static byte[] bytes(long high, long low) {
		byte[] bytes = new byte[AddressParser.isIpv4(high, low) ? 4 : 16];
		for (int i = 0; i < bytes.length; i++) {
			int shift = (bytes.length - 1 - i) * 8;
			bytes[i] = (byte) ((shift < 64) ? low >>> shift : high >>> (shift - 64));
		}
		return bytes;
	}

	private static String formatIpv6(long high, long low) {
		StringBuilder text = new StringBuilder(39);
		int zerosStart = -1;
		int zerosLength = 1;
		for (int i = 0; i < 8; i++) {
			int length = zeros(high, low, i);
			if (length > zerosLength) {
				zerosStart = i;
				zerosLength = length;
			}
		}
		int i = 0;
		while (i < 8) {
			if (i == zerosStart) {
				text.append("::");
				i += zerosLength;
			}
			else {
				if (i > 0 && text.charAt(text.length() - 1) != ':') {
					text.append(':');
				}
				appendGroup(text, group(high, low, i++));
			}
		}
		return text.toString();
	}

	private static int zeros(long high, long low, int start) {
		int end = start;
		while (end < 8 && group(high, low, end) == 0) {
			end++;
		}
		return end - start;
	}

	private static int group(long high, long low, int index) {
		long half = (index < 4) ? high : low;
		return (int) (half >>> (48 - (index & 3) * 16)) & 0xffff;
	}

	private static void appendGroup(StringBuilder text, int group) {
		for (int shift = (group > 0xfff) ? 12 : (group > 0xff) ? 8 : (group > 0xf) ? 4 : 0; shift >= 0; shift -= 4) {
			text.append(HEX[(group >>> shift) & 0xf]);
		}
	}

}
