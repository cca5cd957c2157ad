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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Settings and a request, read from one text. Each line is a name, a colon and a value.
 * The names of settings are those of the properties, {@code peer} and {@code scheme} are
 * those of the connection, {@code port} is that of a request that has no {@code Host},
 * {@code client} is what the client put in front of the header with the addresses, and
 * all others are headers. What is missing or not valid is as in the catalogue of edge
 * cases.
 */
final class FuzzedRequest {

	private TrustSpec trust = TrustSpec.parse("127.0.0.0/8", "::1", "10.0.0.0/8");

	private int maxHops = 32;

	private HeaderFormat headerFormat = HeaderFormat.X_FORWARDED;

	private Set<ForwardedValue> values = EnumSet.of(ForwardedValue.FOR, ForwardedValue.HOST, ForwardedValue.PROTO,
			ForwardedValue.PORT);

	private @Nullable String clientIpHeader;

	private List<String> allowedHosts = List.of();

	private String client = "";

	private TestRequest request = TestRequest.from("10.0.0.9");

	FuzzedRequest(String text) {
		for (String line : text.split("\n")) {
			int colon = line.indexOf(':');
			if (colon > 0) {
				try {
					set(line.substring(0, colon), Characters.trimOws(line.substring(colon + 1)));
				}
				catch (InvalidSettingException ex) {
					// TrustSpecFuzzTests and AllowedHostsFuzzTests look at these
				}
			}
		}
	}

	private void set(String name, String value) {
		switch (name) {
			case "trust" -> this.trust = TrustSpec.parse(value.split(",[ \t]*", -1));
			case "max-hops" -> this.maxHops = Math.max(0, ReferenceGrammar.port(value));
			case "header-format" ->
				this.headerFormat = "standard".equals(value) ? HeaderFormat.STANDARD : HeaderFormat.X_FORWARDED;
			case "headers" -> {
				this.values = EnumSet.noneOf(ForwardedValue.class);
				Arrays.stream(ForwardedValue.values())
					.filter((candidate) -> value.contains(candidate.name().toLowerCase(Locale.ROOT)))
					.forEach(this.values::add);
			}
			case "client-ip-header" -> {
				TrustProxy.builder().clientIpHeader(value);
				this.clientIpHeader = value;
			}
			case "allowed-hosts" -> {
				List<String> hosts = List.of(value.split(",[ \t]*", -1));
				TrustProxy.builder().allowedHosts(hosts);
				this.allowedHosts = hosts;
			}
			case "client" -> this.client = value;
			case "peer" -> this.request = new TestRequest(value.isEmpty() ? null : value, this.request.peerPort(),
					this.request.scheme(), this.request.port(), this.request.headerLines());
			case "port" -> this.request = this.request.without("Host").port(Math.max(-1, ReferenceGrammar.port(value)));
			case "scheme" -> this.request = this.request.scheme("https".equals(value) ? "https" : "http");
			case "Host" -> this.request = this.request.host(value);
			default -> this.request = this.request.header(name, value);
		}
	}

	TrustProxy.Builder settings() {
		return TrustProxy.builder()
			.policy(policy())
			.maxHops(this.maxHops)
			.headerFormat(this.headerFormat)
			.values(this.values)
			.clientIpHeader(this.clientIpHeader)
			.allowedHosts(this.allowedHosts);
	}

	TrustPolicy policy() {
		return this.trust.policy();
	}

	int maxHops() {
		return this.maxHops;
	}

	boolean isStandard() {
		return this.headerFormat == HeaderFormat.STANDARD;
	}

	boolean believes(ForwardedValue value) {
		return this.values.contains(value);
	}

	@Nullable String clientIpHeader() {
		return this.clientIpHeader;
	}

	List<String> allowedHosts() {
		return this.allowedHosts;
	}

	TestRequest request() {
		return this.request;
	}

	List<String> headerLines(String name) {
		return TestRequest.READER.headerLines(this.request, name);
	}

	/**
	 * Return the name of the header from which the addresses are read.
	 */
	String addressHeader() {
		if (this.clientIpHeader != null) {
			return this.clientIpHeader;
		}
		return isStandard() ? HeaderSettings.FORWARDED : ForwardedValue.FOR.header();
	}

	/**
	 * Return the request with the addresses in other lines.
	 */
	TestRequest withAddressLines(List<String> lines) {
		return this.request.without(addressHeader()).header(addressHeader(), lines);
	}

	/**
	 * Return the request as it is if the client sends one line more, in front of those of
	 * the proxies.
	 */
	TestRequest withLineOfClient() {
		List<String> lines = new ArrayList<>();
		lines.add(this.client);
		lines.addAll(headerLines(addressHeader()));
		return withAddressLines(lines);
	}

	/**
	 * Return the request as it is if the first proxy appends to the line that the client
	 * sent.
	 */
	TestRequest withLineContinuedAfterClient() {
		List<String> lines = new ArrayList<>(headerLines(addressHeader()));
		lines.set(0, this.client + "," + lines.get(0));
		return withAddressLines(lines);
	}

	/**
	 * Return whether what the client sent leaves a quoted string open.
	 */
	boolean opensQuote() {
		return this.client.indexOf('"') >= 0;
	}

	TestRequest withoutForwardingHeaders() {
		TestRequest plain = this.request;
		for (String name : settings().build().relevantHeaders()) {
			plain = plain.without(name);
		}
		return plain;
	}

	@Override
	public String toString() {
		return settings().build() + ", allowed hosts " + this.allowedHosts + ", client " + this.client + ", "
				+ this.request;
	}

}
