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

package io.github.trustproxy.conformance;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.TrustSpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.util.StringUtils;

/**
 * A request with Express's answer, and ours if it is different.
 *
 * @param name what makes this request different from all others
 * @param trust a boolean, a number, a list of strings, or the name of a function
 * @param peer the address of the peer, as Node writes it
 * @param tls whether the connection is encrypted
 * @param headers the header lines in order, each a name and a value
 * @param express the answer of Express
 * @param ours our answer, {@code null} if it is that of Express
 * @param difference the ids of the differences, {@code null} if there is none
 * @param suite the foreign test suite the scenario comes from, {@code null} without one
 */
record Vector(String name, JsonNode trust, String peer, boolean tls, List<List<String>> headers, Answer express,
		@Nullable Answer ours, @Nullable List<String> difference, @Nullable String suite) {

	private static final int IPV6_LENGTH = 16;

	private static final int SCOPE_OF_NAMED_INTERFACE = 7;

	Answer expected() {
		return (this.ours != null) ? this.ours : this.express;
	}

	boolean walksPastPeer() {
		return !expected().ips().isEmpty();
	}

	List<String> differences() {
		return (this.difference != null) ? this.difference : List.of();
	}

	String scheme() {
		return this.tls ? "https" : "http";
	}

	TrustProxy trustProxy() {
		return TrustProxy.builder().policy(policy()).build();
	}

	private TrustPolicy policy() {
		if (this.trust.isArray()) {
			return TrustSpec.parse(this.trust.valueStream().map(JsonNode::asString).toList()).policy();
		}
		String setting = this.trust.asString();
		return switch (setting) {
			case "fn:none" -> (address, hop) -> false;
			case "fn:all" -> (address, hop) -> true;
			case "fn:hop-below-2" -> (address, hop) -> hop < 2;
			case "fn:hop-1-only" -> (address, hop) -> hop == 1;
			default -> TrustSpec.parse(setting).policy();
		};
	}

	/**
	 * The address of the peer in the JDK's own form, with its zone. The name of an
	 * interface becomes a number, because this machine has no such interface.
	 */
	InetAddress peerAddress() throws UnknownHostException {
		String[] addressAndZone = StringUtils.delimitedListToStringArray(this.peer, "%");
		// A literal: no name is resolved
		byte[] bytes = InetAddress.getByName(addressAndZone[0]).getAddress();
		if (!this.peer.contains(":")) {
			return InetAddress.getByAddress(bytes);
		}
		if (bytes.length < IPV6_LENGTH) {
			bytes = mapped(bytes);
		}
		if (addressAndZone.length == 1) {
			return Inet6Address.getByAddress(null, bytes, -1);
		}
		String zone = addressAndZone[1];
		boolean number = zone.chars().allMatch(Character::isDigit);
		return Inet6Address.getByAddress(null, bytes, number ? Integer.parseInt(zone) : SCOPE_OF_NAMED_INTERFACE);
	}

	private static byte[] mapped(byte[] ipv4) {
		byte[] bytes = new byte[IPV6_LENGTH];
		Arrays.fill(bytes, 10, 12, (byte) 0xff);
		System.arraycopy(ipv4, 0, bytes, 12, ipv4.length);
		return bytes;
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * What the application is told.
	 *
	 * @param ip the address of the client
	 * @param ips the verified addresses, the client first
	 * @param protocol the scheme
	 * @param hostname the host without port, IPv6 in brackets
	 */
	record Answer(String ip, List<String> ips, String protocol, String hostname) {

	}

}
