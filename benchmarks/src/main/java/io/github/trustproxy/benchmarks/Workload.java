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

package io.github.trustproxy.benchmarks;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.trustproxy.ChangingLists;
import io.github.trustproxy.RequestTrace;
import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.autoconfigure.ConfiguredTrustProxy;
import io.github.trustproxy.header.HeaderFormat;
import io.github.trustproxy.observe.RequestListener;

/**
 * The requests that are measured.
 */
public enum Workload {

	/** A client without a proxy. */
	DIRECT(Peers.UNTRUSTED, HeaderFormat.X_FORWARDED, Map.of(), Answers.of(Peers.UNTRUSTED)),

	/** {@link #DIRECT} from an IPv6 address. */
	DIRECT_IPV6(Peers.UNTRUSTED_IPV6, HeaderFormat.X_FORWARDED, Map.of(), Answers.of(Peers.UNTRUSTED_IPV6)),

	/** The usual request: two proxies, and what the first of them knows. */
	TWO_HOPS(Peers.TRUSTED, HeaderFormat.X_FORWARDED, Headers.xForwarded(Hops.TWO), Answers.FORWARDED),

	/** {@link #TWO_HOPS} from an IPv6 address. */
	TWO_HOPS_IPV6(Peers.TRUSTED_IPV6, HeaderFormat.X_FORWARDED, Headers.xForwarded(Hops.TWO), Answers.FORWARDED),

	/** Ten trusted proxies, with IPv4 and IPv6 addresses. */
	TEN_HOPS(Peers.TRUSTED, HeaderFormat.X_FORWARDED, Headers.xForwarded(Hops.TEN), Answers.FORWARDED),

	/** {@link #DIRECT} where RFC 7239 is believed. */
	STANDARD_DIRECT(Peers.UNTRUSTED, HeaderFormat.STANDARD, Map.of(), Answers.of(Peers.UNTRUSTED)),

	/** {@link #TWO_HOPS} as RFC 7239. */
	STANDARD_TWO_HOPS(Peers.TRUSTED, HeaderFormat.STANDARD, Headers.forwarded(Hops.TWO), Answers.FORWARDED),

	/** {@link #TEN_HOPS} as RFC 7239. */
	STANDARD_TEN_HOPS(Peers.TRUSTED, HeaderFormat.STANDARD, Headers.forwarded(Hops.TEN), Answers.FORWARDED),

	/** 8 KB that a client made up. */
	FORGED(Peers.UNTRUSTED, HeaderFormat.X_FORWARDED, Map.of("X-Forwarded-For", Headers.list(Hops.FORGED)),
			Answers.of(Peers.UNTRUSTED)),

	/** 8 KB of trusted proxies. */
	LONG_CHAIN(Peers.TRUSTED, HeaderFormat.X_FORWARDED, Headers.xForwarded(Hops.LONG), Answers.FORWARDED);

	/** The host that the server has for itself. */
	static final String SERVER_NAME = "app.internal";

	/** The port of all peers. */
	static final int PEER_PORT = 50000;

	/** Has the trusted peer. */
	static final String PEER_RANGE = "127.0.0.0/8";

	/** Have the trusted hops behind it. */
	static final List<String> HOP_RANGES = List.of("::1", "10.0.0.0/8", "2001:db8::/32");

	private static final List<String> TRUSTED_RANGES = Stream.concat(Stream.of(PEER_RANGE), HOP_RANGES.stream())
		.toList();

	private final String peer;

	private final HeaderFormat format;

	private final Map<String, String> forwardingHeaders;

	private final Answer answer;

	Workload(String peer, HeaderFormat format, Map<String, String> forwardingHeaders, Answer answer) {
		this.peer = peer;
		this.format = format;
		this.forwardingHeaders = forwardingHeaders;
		this.answer = answer;
	}

	HeaderFormat format() {
		return this.format;
	}

	String peer() {
		return this.peer;
	}

	/**
	 * Return the address and port of the peer. A literal is never looked up.
	 */
	InetSocketAddress peerAddress() {
		return new InetSocketAddress(this.peer, PEER_PORT);
	}

	/**
	 * Return all headers: six that browsers send, and those of the proxies.
	 */
	Map<String, String> headers() {
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("Host", SERVER_NAME + ":8080");
		headers.put("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
		headers.put("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
		headers.put("Accept-Encoding", "gzip, deflate, br");
		headers.put("Accept-Language", "en-US,en;q=0.5");
		headers.put("Cookie", "JSESSIONID=7D52E6C1F1A64D1C8A4D07E7C1E4B8B2; theme=dark");
		headers.putAll(this.forwardingHeaders);
		return headers;
	}

	/**
	 * Return what is read where trust is checked.
	 */
	Answer answer() {
		return this.answer;
	}

	/**
	 * Return what is read where nobody looks at the headers.
	 */
	Answer answerWithoutHeaders() {
		return Answers.of(this.peer);
	}

	/**
	 * Return what is read where the left-most address is believed, whoever the peer is.
	 */
	Answer leftMostAnswer() {
		return (this == FORGED) ? this.answer.withAddress(Hops.FORGED.get(0)) : this.answer;
	}

	/**
	 * Return what the second proxy from the right says, or the only one.
	 */
	String secondAddressFromRight() {
		String list = this.forwardingHeaders.getOrDefault("X-Forwarded-For", this.peer);
		String[] addresses = list.split(", ");
		return addresses[Math.max(0, addresses.length - 2)];
	}

	/**
	 * Return our side with all that is on by default, but for the limit of the hops: all
	 * contenders are to find the same client.
	 * @param listeners are told of each request
	 */
	TrustProxy trustProxy(RequestListener... listeners) {
		return trustProxy(() -> null, listeners);
	}

	/**
	 * Return our side with traces.
	 * @param tracer finds the traces of requests
	 * @param listeners are told of each request
	 */
	TrustProxy trustProxy(RequestTrace.Finder tracer, RequestListener... listeners) {
		return ConfiguredTrustProxy.of(Map.of("trust-proxy.trust", String.join(",", TRUSTED_RANGES),
				"trust-proxy.header-format", this.format, "trust-proxy.max-hops", Hops.LONG.size()), null,
				List.of(listeners), tracer);
	}

	/**
	 * Return our side with a policy of its own.
	 * @param policy says who is trusted
	 */
	TrustProxy trustProxyWith(TrustPolicy policy) {
		return ConfiguredTrustProxy.of(
				Map.of("trust-proxy.header-format", this.format, "trust-proxy.max-hops", Hops.LONG.size()), policy,
				List.of(), () -> null);
	}

	/**
	 * Return our side with a setting of its own.
	 * @param properties say who is trusted
	 */
	TrustProxy trustProxyWith(Map<String, Object> properties) {
		Map<String, Object> all = new LinkedHashMap<>(properties);
		all.put("trust-proxy.header-format", this.format);
		all.put("trust-proxy.max-hops", Hops.LONG.size());
		return ConfiguredTrustProxy.of(all, null, List.of(), () -> null);
	}

	/**
	 * Return a setting that trusts the same proxies, and sources.
	 */
	static ChangingLists lists() {
		return new ChangingLists(TRUSTED_RANGES);
	}

	/**
	 * Return who is trusted, as lists of ranges are usually written.
	 */
	static String trustedRanges() {
		return TRUSTED_RANGES.stream()
			.map((range) -> range.contains("/") ? range : range + "/128")
			.collect(Collectors.joining(","));
	}

	private static final class Peers {

		static final String TRUSTED = "127.0.0.1";

		static final String TRUSTED_IPV6 = "2001:db8:1:2:3:4:5:9";

		static final String UNTRUSTED = "198.51.100.1";

		static final String UNTRUSTED_IPV6 = "2001:470:1:2:3:4:5:6";

	}

	private static final class Hops {

		private static final String CLIENT = "203.0.113.7";

		private static final int HEADER_SIZE = 8192;

		static final List<String> TWO = List.of(CLIENT, "10.0.0.5");

		static final List<String> TEN = List.of(CLIENT, "10.0.0.1", "2001:db8::1", "10.1.20.30", "2001:db8:0:1::20",
				"10.255.255.254", "2001:db8:85a3:8d3:1319:8a2e:370:7348", "10.0.0.4", "2001:db8::ff00:42:8329",
				"10.0.0.5", "2001:db8:ffff::1");

		static final List<String> FORGED = addresses("10.9.");

		static final List<String> LONG = Stream.concat(Stream.of(CLIENT), addresses("10.8.").stream()).toList();

		private static List<String> addresses(String start) {
			List<String> addresses = new ArrayList<>();
			int size = 0;
			for (int i = 0; size < HEADER_SIZE; i++) {
				String address = start + (i >> 8) + "." + (i & 0xff);
				addresses.add(address);
				size += address.length() + 2;
			}
			return addresses;
		}

	}

	private static final class Headers {

		static Map<String, String> xForwarded(List<String> hops) {
			Map<String, String> headers = new LinkedHashMap<>();
			headers.put("X-Forwarded-For", list(hops));
			headers.put("X-Forwarded-Proto", "https");
			headers.put("X-Forwarded-Host", "example.com");
			return headers;
		}

		static Map<String, String> forwarded(List<String> hops) {
			return Map.of("Forwarded",
					IntStream.range(0, hops.size())
						.mapToObj((i) -> "for=" + node(hops.get(i)) + ((i == 0) ? ";proto=https;host=example.com" : ""))
						.collect(Collectors.joining(", ")));
		}

		private static String node(String address) {
			return (address.indexOf(':') < 0) ? address : "\"[" + address + "]\"";
		}

		static String list(List<String> hops) {
			return String.join(", ", hops);
		}

	}

	private static final class Answers {

		static final Answer FORWARDED = new Answer("203.0.113.7", "https", "example.com", true);

		static Answer of(String address) {
			return new Answer(address, "http", SERVER_NAME, false);
		}

	}

}
