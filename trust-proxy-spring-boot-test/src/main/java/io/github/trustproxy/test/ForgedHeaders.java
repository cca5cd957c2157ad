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

package io.github.trustproxy.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.trustproxy.header.ForwardedValue;

/**
 * The header lines of attackers: each header that a setting reads or hides, in each form
 * that has deceived somebody.
 */
final class ForgedHeaders {

	private static final String ADDRESS = "6.6.6.6";

	private static final List<String> ADDRESSES = List.of(ADDRESS, "6.6.6.6, 6.6.6.7", "6.6.6.6:66", "127.0.0.1", "::1",
			"10.0.0.1", "::ffff:127.0.0.1", "2001:db8:666::6", "[2001:db8:666::6]:66", "0177.0.0.1", "2130706433",
			"127.1", "6.6.6.6/0", "unknown", "_hidden", "", ",", "6.6.6.6,", ",6.6.6.6", "\"6.6.6.6\"", "\"6.6.6.6",
			"6.6.6.6 6.6.6.7", "6.6.6.6\t", "0.0.0.0", "localhost", "fe80::6%eth0", "6.6.6.6;6.6.6.7",
			"6.6.6.6" + ", 127.0.0.1".repeat(40));

	private static final List<String> ELEMENTS = List.of("for=6.6.6.6", "for=6.6.6.6;proto=https;host=evil.example",
			"for=6.6.6.6;proto=http;host=evil.example", "for=\"6.6.6.6", "for=6.6.6.6, for=6.6.6.7",
			"for=\"[2001:db8:666::6]:66\"", "for=unknown;host=evil.example", "for=_hidden",
			"host=evil.example;proto=https", "host=\"evil.example\"", "for=\"6.6.6.6, for=6.6.6.7\"", ";;", ",");

	private static final List<String> SCHEMES = List.of("https", "http", "https, http", "http, https", "wss",
			"javascript", "");

	private static final List<String> HOSTS = List.of("evil.example", "evil.example:444", "evil.example, shop.example",
			"user@evil.example", "[2001:db8:666::6]", "");

	private static final List<String> PORTS = List.of("444", "444, 443", "80", "65536");

	private static final List<String> PREFIXES = List.of("/evil", "//evil.example", "/a/../evil", "/evil, /shop");

	private final List<List<HeaderLine>> requests = new ArrayList<>();

	ForgedHeaders(TrustProxySetting setting, List<String> proxies) {
		List<HeaderLine> all = new ArrayList<>();
		for (String header : setting.trustProxy().relevantHeaders()) {
			List<String> values = values(header, setting, proxies);
			for (String value : values) {
				this.requests.add(List.of(new HeaderLine(header, value)));
				this.requests.add(List.of(new HeaderLine(header, value), new HeaderLine(header, values.get(0))));
			}
			all.add(new HeaderLine(header, values.get(0)));
		}
		this.requests.add(all);
	}

	List<List<HeaderLine>> requests() {
		return this.requests;
	}

	private static List<String> values(String header, TrustProxySetting setting, List<String> proxies) {
		String name = header.toLowerCase(Locale.ROOT);
		if (name.equals("forwarded")) {
			return with(ELEMENTS, chain("for=6.6.6.6", proxies.stream().map(ForgedHeaders::element).toList()));
		}
		if (isNameOf(ForwardedValue.PROTO, header, setting)) {
			return SCHEMES;
		}
		if (isNameOf(ForwardedValue.HOST, header, setting)) {
			return HOSTS;
		}
		if (isNameOf(ForwardedValue.PORT, header, setting)) {
			return PORTS;
		}
		if (isNameOf(ForwardedValue.PREFIX, header, setting)) {
			return PREFIXES;
		}
		if (setting.properties().protectedHeaders().stream().anyMatch(header::equalsIgnoreCase)) {
			return List.of("admin");
		}
		return with(ADDRESSES, chain(ADDRESS, proxies));
	}

	private static boolean isNameOf(ForwardedValue value, String header, TrustProxySetting setting) {
		return header.equalsIgnoreCase(value.header()) || header.equalsIgnoreCase(setting.headerName(value));
	}

	/**
	 * The address in front of those of the proxies, as if the request had come through
	 * them: once from each proxy on, and twice.
	 */
	private static List<String> chain(String forged, List<String> proxies) {
		List<String> chains = new ArrayList<>();
		for (int i = 0; i < proxies.size(); i++) {
			String behind = String.join(", ", proxies.subList(i, proxies.size()));
			chains.add(forged + ", " + behind);
			chains.add(forged + ", " + behind + ", " + behind);
		}
		return chains;
	}

	private static String element(String address) {
		return address.contains(":") ? "for=\"[" + address + "]\"" : "for=" + address;
	}

	private static List<String> with(List<String> values, List<String> more) {
		List<String> all = new ArrayList<>(values);
		all.addAll(more);
		return all;
	}

}
