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
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.github.trustproxy.DecidedRequest;
import io.github.trustproxy.Decision;
import io.github.trustproxy.explain.Explanation;
import io.github.trustproxy.header.ForwardedValue;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that stand in front of an application, and who may attack it. One line
 * sends every forged form of a request through them: <pre class="code">
 * assertThat(TrustProxySetting.ofApplication())
 *     .behind(Topology.of(Proxy.cloudflare(), Proxy.awsLoadBalancer("10.0.0.0/16")))
 *     .isNotDeceived();
 * </pre> Attackers are clients anywhere, those who find a way around some or all of the
 * proxies, and other customers of a provider. Say so where they cannot be:
 * {@link #withoutWayAround()}, {@link Proxy#notShared()}. The test is as good as the
 * description of the proxies: it runs none of them.
 *
 * @since 0.1.0
 */
public final class Topology {

	private static final List<String> CLIENTS = List.of("198.51.100.66", "2001:db8:bad::66");

	private final List<Proxy> proxies;

	private final List<String> clients;

	private final boolean wayAround;

	private Topology(List<Proxy> proxies, List<String> clients, boolean wayAround) {
		this.proxies = proxies;
		this.clients = clients;
		this.wayAround = wayAround;
	}

	/**
	 * Return a topology.
	 * @param proxies the proxies, that of the client's side first; none for an
	 * application that faces its clients
	 * @return the topology
	 */
	public static Topology of(Proxy... proxies) {
		return new Topology(List.of(proxies), CLIENTS, true);
	}

	/**
	 * Return the same topology with more clients than those of the Internet: an office
	 * network, or the machine of the application ({@code 127.0.0.0/8}), on which other
	 * processes send what attackers ask for.
	 * @param ranges their addresses or ranges, such as {@code 192.168.0.0/16}
	 * @return another topology
	 */
	public Topology withClientsIn(String... ranges) {
		List<String> clients = new ArrayList<>(this.clients);
		for (String range : ranges) {
			clients.add(AddressInRange.of(range, 66));
		}
		return new Topology(this.proxies, List.copyOf(clients), this.wayAround);
	}

	/**
	 * Return the same topology in a network that lets no client connect to the
	 * application, or to a proxy behind the first one. Say so only if it is tested.
	 * @return another topology
	 */
	public Topology withoutWayAround() {
		return new Topology(this.proxies, this.clients, false);
	}

	/**
	 * Attack a setting.
	 * @param setting the setting
	 * @return what succeeds, one example for each attacker and gain; empty if nothing
	 * does
	 */
	public List<Deception> attack(TrustProxySetting setting) {
		Attack attack = new Attack(setting, this);
		for (String client : this.clients) {
			attack.from(client, 0, "a client at " + client);
			if (this.wayAround) {
				for (int i = 1; i <= this.proxies.size(); i++) {
					attack.from(client, i, "a client at " + client + " that goes around "
							+ String.join(", ", this.proxies.subList(0, i).stream().map(Proxy::toString).toList()));
				}
			}
		}
		for (int i = 0; i < this.proxies.size(); i++) {
			Proxy proxy = this.proxies.get(i);
			if (proxy.isShared()) {
				attack.from(proxy.address(), i + 1, "another customer of " + proxy);
			}
		}
		return attack.deceptions;
	}

	/**
	 * Sends requests, and compares what is believed with what is believed of the same
	 * request without forged headers.
	 */
	private static final class Attack {

		private final TrustProxySetting setting;

		private final List<Proxy> proxies;

		private final ForgedHeaders forged;

		private final List<Deception> deceptions = new ArrayList<>();

		private final Set<String> found = new HashSet<>();

		Attack(TrustProxySetting setting, Topology topology) {
			this.setting = setting;
			this.proxies = topology.proxies;
			this.forged = new ForgedHeaders(setting, topology.proxies.stream().map(Proxy::address).toList());
		}

		/**
		 * Attack from an address.
		 * @param address the address
		 * @param first the first proxy that the attacker connects to
		 * @param attacker who that is, in words
		 */
		void from(String address, int first, String attacker) {
			for (String scheme : List.of("http", "https")) {
				Arrived honest = send(address, first, scheme, List.of());
				String client = honest.decision().client().ip();
				if (!client.equals(address)) {
					add(Gain.ADDRESS_OF_A_PROXY, attacker, List.of(), honest, "the client is " + client);
				}
				for (List<HeaderLine> sent : this.forged.requests()) {
					compare(attacker, sent, honest, send(address, first, scheme, sent));
				}
			}
		}

		private void compare(String attacker, List<HeaderLine> sent, Arrived honest, Arrived forged) {
			Decision expected = honest.decision();
			Decision found = forged.decision();
			if (!found.client().ip().equals(expected.client().ip())) {
				String client = found.client().ip();
				boolean isProxy = this.proxies.stream().anyMatch((proxy) -> proxy.address().equals(client))
						&& sent.stream().noneMatch((line) -> line.value().contains(client));
				add(isProxy ? Gain.ADDRESS_OF_A_PROXY : Gain.ADDRESS, attacker, sent, forged,
						"the client is " + client);
			}
			compare(Gain.SCHEME, "scheme", expected.origin().scheme(), found.origin().scheme(), attacker, sent, forged);
			compare(Gain.HOST, "host", expected.origin().host(), found.origin().host(), attacker, sent, forged);
			compare(Gain.PREFIX, "prefix", expected.origin().prefix(), found.origin().prefix(), attacker, sent, forged);
			boolean sameOrigin = Objects.equals(expected.origin().scheme(), found.origin().scheme())
					&& Objects.equals(expected.origin().host(), found.origin().host());
			if (sameOrigin && expected.origin().port() != found.origin().port()
					&& forged.has(this.setting.headerName(ForwardedValue.PORT))) {
				add(Gain.PORT, attacker, sent, forged, "the port is " + found.origin().port());
			}
			String certificate = this.setting.properties().clientCertificate().header();
			for (HeaderLine line : sent) {
				if (line.name().equalsIgnoreCase(certificate) && forged.lines().contains(line) && found.peerTrusted()) {
					add(Gain.CERTIFICATE, attacker, sent, forged, "the certificate of the client is in " + line);
				}
			}
			List<String> protectedHeaders = this.setting.properties().protectedHeaders();
			for (HeaderLine line : sent) {
				if (forged.lines().contains(line) && !found.hiddenHeaders().contains(line.name())) {
					boolean isProtected = protectedHeaders.stream().anyMatch(line.name()::equalsIgnoreCase);
					add(isProtected ? Gain.PROTECTED_HEADER : Gain.VISIBLE_HEADER, attacker, sent, forged,
							"the application sees " + line);
				}
			}
		}

		private void compare(Gain gain, String what, @Nullable String expected, @Nullable String found, String attacker,
				List<HeaderLine> sent, Arrived forged) {
			if (!Objects.equals(expected, found)) {
				add(gain, attacker, sent, forged, "the " + what + " is " + found);
			}
		}

		private Arrived send(String address, int first, String scheme, List<HeaderLine> sent) {
			List<HeaderLine> lines = sent;
			String peer = address;
			for (Proxy proxy : this.proxies.subList(first, this.proxies.size())) {
				lines = proxy.forward(lines, peer, scheme);
				peer = proxy.address();
			}
			return new Arrived(peer, lines, TrustProxySetting.describe(peer, lines).decide(this.setting.trustProxy()));
		}

		private void add(Gain gain, String attacker, List<HeaderLine> sent, Arrived arrived, String believed) {
			if (!this.found.add(gain + attacker)) {
				return;
			}
			List<String> received = Stream
				.concat(Stream.of("by " + arrived.peer()), arrived.lines().stream().map(HeaderLine::toString))
				.toList();
			this.deceptions.add(new Deception(gain, attacker,
					sent.isEmpty() ? List.of("no header") : sent.stream().map(HeaderLine::toString).toList(), received,
					believed, Explanation.of(arrived.decided()).toString()));
		}

	}

	/**
	 * A request at the application.
	 */
	private record Arrived(String peer, List<HeaderLine> lines, DecidedRequest<?> decided) {

		Decision decision() {
			return this.decided;
		}

		boolean has(String header) {
			String name = header.toLowerCase(Locale.ROOT);
			return this.lines.stream().anyMatch((line) -> line.name().toLowerCase(Locale.ROOT).equals(name));
		}

	}

}
