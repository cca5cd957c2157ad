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
import java.util.Map;
import java.util.TreeMap;

import io.github.trustproxy.Provider;
import org.jspecify.annotations.Nullable;

/**
 * A proxy of a {@link Topology}: where it connects from, and what it does with the
 * headers of a request. What it neither appends to, sets nor removes it passes on, as
 * proxies do.
 *
 * @since 0.1.0
 */
public final class Proxy {

	private static final String FOR = "X-Forwarded-For";

	private static final String PROTO = "X-Forwarded-Proto";

	private static final String HOST = "X-Forwarded-Host";

	private static final String PORT = "X-Forwarded-Port";

	private static final String FORWARDED = "Forwarded";

	private static final String HOST_OF_TOPOLOGY = "shop.example";

	private final String name;

	private final String range;

	private final boolean shared;

	private final Map<String, Treatment> treatments;

	private final List<HeaderLine> sent;

	private Proxy(String name, String range, boolean shared, Map<String, Treatment> treatments, List<HeaderLine> sent) {
		this.name = name;
		this.range = range;
		this.shared = shared;
		this.treatments = treatments;
		this.sent = sent;
	}

	/**
	 * Return a proxy that passes all headers on. Say what it does with them.
	 * @param range its address, or the range of which it has one, such as
	 * {@code 10.0.0.0/16}
	 * @return the proxy
	 */
	public static Proxy at(String range) {
		return new Proxy("the proxy at " + range, range, false, new TreeMap<>(String.CASE_INSENSITIVE_ORDER),
				List.of());
	}

	/**
	 * Return an nginx, HAProxy or the like as the recipes of trust-proxy have it: it
	 * appends to {@code X-Forwarded-For}, sets scheme, host and port, and removes the
	 * rest.
	 * @param range its address, or the range of which it has one, such as
	 * {@code 127.0.0.1}
	 * @return the proxy
	 */
	public static Proxy recipe(String range) {
		return at(range).appending(FOR)
			.setting(PROTO, HOST, PORT)
			.removing(FORWARDED, "X-Forwarded-Prefix", "X-Real-IP", "X-Forwarded-Server", "X-Forwarded-Ssl");
	}

	/**
	 * Return an Application Load Balancer of AWS with its defaults: it appends to
	 * {@code X-Forwarded-For}, sets {@code X-Forwarded-Proto} and
	 * {@code X-Forwarded-Port}, and passes the rest on, {@code X-Forwarded-Host} among
	 * it.
	 * @param range its subnets, such as {@code 10.0.0.0/16}
	 * @return the proxy
	 */
	public static Proxy awsLoadBalancer(String range) {
		Proxy proxy = at(range).appending(FOR).setting(PROTO, PORT);
		return new Proxy("the load balancer at " + range, range, false, proxy.treatments, List.of());
	}

	/**
	 * Return Cloudflare: it appends to {@code X-Forwarded-For}, sets
	 * {@code X-Forwarded-Proto} and {@code CF-Connecting-IP}, and passes the rest on. All
	 * of its customers send requests from its addresses.
	 * @return the proxy
	 */
	public static Proxy cloudflare() {
		return of(Provider.CLOUDFLARE, at("").appending(FOR).setting(PROTO, "CF-Connecting-IP"));
	}

	/**
	 * Return Amazon CloudFront: it appends to {@code X-Forwarded-For}, removes
	 * {@code X-Forwarded-Proto}, sets {@code CloudFront-Viewer-Address} and
	 * {@code CloudFront-Forwarded-Proto}, and passes the rest on. All of its customers
	 * send requests from its addresses.
	 * @return the proxy
	 */
	public static Proxy cloudFront() {
		return of(Provider.CLOUDFRONT,
				at("").appending(FOR)
					.setting("CloudFront-Viewer-Address", "CloudFront-Forwarded-Proto")
					.removing(PROTO));
	}

	private static Proxy of(Provider provider, Proxy proxy) {
		return new Proxy(provider.title(), provider.snapshot().entries().get(0), provider.isShared(), proxy.treatments,
				List.of());
	}

	/**
	 * Return the same proxy, which appends the address of whoever connects to it.
	 * @param headers {@code X-Forwarded-For} or {@code Forwarded}
	 * @return another proxy
	 */
	public Proxy appending(String... headers) {
		return with(Treatment.APPEND, headers);
	}

	/**
	 * Return the same proxy, which writes a header itself, whatever it received: the
	 * scheme, host or port of the client's request into headers whose names end so, and
	 * the address of whoever connects to it into all others.
	 * @param headers such as {@code X-Forwarded-Proto} or {@code X-Real-IP}
	 * @return another proxy
	 */
	public Proxy setting(String... headers) {
		return with(Treatment.SET, headers);
	}

	/**
	 * Return the same proxy, which removes headers.
	 * @param headers such as {@code X-Forwarded-Prefix}
	 * @return another proxy
	 */
	public Proxy removing(String... headers) {
		return with(Treatment.REMOVE, headers);
	}

	/**
	 * Return the same proxy, which sends a header with a value of its own, such as a
	 * secret that proves to the application that a request is yours. Other customers do
	 * not know it.
	 * @param header such as {@code X-Origin-Verify}
	 * @param value the value
	 * @return another proxy
	 */
	public Proxy sending(String header, String value) {
		Proxy proxy = removing(header);
		List<HeaderLine> sent = new ArrayList<>(this.sent);
		sent.add(new HeaderLine(header, value));
		return new Proxy(this.name, this.range, this.shared, proxy.treatments, List.copyOf(sent));
	}

	/**
	 * Return the same proxy without other customers: something in front of the
	 * application refuses their requests.
	 * @return another proxy
	 */
	public Proxy notShared() {
		return new Proxy(this.name, this.range, false, this.treatments, this.sent);
	}

	private Proxy with(Treatment treatment, String... headers) {
		Map<String, Treatment> treatments = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		treatments.putAll(this.treatments);
		for (String header : headers) {
			treatments.put(header, treatment);
		}
		return new Proxy(this.name, this.range, this.shared, treatments, this.sent);
	}

	boolean isShared() {
		return this.shared;
	}

	/**
	 * Return an address that it connects from.
	 */
	String address() {
		return AddressInRange.of(this.range, 9);
	}

	/**
	 * Return the header lines of a request after this proxy.
	 * @param received those of before
	 * @param peer the address of whoever connects to it
	 * @param scheme the scheme of the client
	 */
	List<HeaderLine> forward(List<HeaderLine> received, String peer, String scheme) {
		List<HeaderLine> sent = new ArrayList<>();
		for (HeaderLine line : received) {
			if (treatment(line.name()) == Treatment.APPEND || treatment(line.name()) == null) {
				sent.add(line);
			}
		}
		this.treatments.forEach((header, treatment) -> {
			if (treatment == Treatment.SET) {
				sent.add(new HeaderLine(header, value(header, peer, scheme)));
			}
			if (treatment == Treatment.APPEND && header.equalsIgnoreCase(FORWARDED)) {
				// A line of its own: one with an open quote would swallow it
				sent.add(new HeaderLine(header, element(peer, scheme)));
			}
			else if (treatment == Treatment.APPEND) {
				append(sent, header, peer);
			}
		});
		sent.addAll(this.sent);
		return sent;
	}

	/**
	 * Proxies append to the last line, and leave those in front of it.
	 */
	private static void append(List<HeaderLine> lines, String header, String value) {
		for (int i = lines.size() - 1; i >= 0; i--) {
			HeaderLine line = lines.get(i);
			if (line.name().equalsIgnoreCase(header)) {
				lines.set(i, new HeaderLine(line.name(), line.value() + ", " + value));
				return;
			}
		}
		lines.add(new HeaderLine(header, value));
	}

	private @Nullable Treatment treatment(String header) {
		return this.treatments.get(header);
	}

	private static String value(String name, String peer, String scheme) {
		String header = name.toLowerCase(Locale.ROOT);
		if (header.endsWith("proto") || header.endsWith("scheme")) {
			return scheme;
		}
		if (header.endsWith("host")) {
			return HOST_OF_TOPOLOGY;
		}
		if (header.endsWith("port")) {
			return "https".equals(scheme) ? "443" : "80";
		}
		return header.equals("cloudfront-viewer-address") ? peer + ":50000" : peer;
	}

	private static String element(String peer, String scheme) {
		String node = peer.contains(":") ? "\"[" + peer + "]\"" : peer;
		return "for=" + node + ";proto=" + scheme + ";host=" + HOST_OF_TOPOLOGY;
	}

	@Override
	public String toString() {
		return this.name;
	}

	private enum Treatment {

		APPEND, SET, REMOVE

	}

}
