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

package io.github.trustproxy.autoconfigure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.github.trustproxy.SourceList;
import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.TrustSpec;
import io.github.trustproxy.header.ForwardedValue;
import io.github.trustproxy.header.HeaderFormat;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * What there is to say about settings that are allowed.
 */
final class SettingAdvice {

	/** Nobody can register a name in them (RFC 6761, RFC 6762 and ICANN's "internal"). */
	private static final Set<String> PRIVATE_DOMAINS = Set.of("example", "internal", "invalid", "local", "localhost",
			"test");

	/** Country domains in which names are registered on the third level. */
	private static final Set<String> REGISTRIES = Set.of("ac", "co", "com", "edu", "gov", "net", "org");

	private final TrustProxyProperties properties;

	private final TrustProxy trustProxy;

	private final @Nullable TrustPolicy policy;

	private final SettingSources sources;

	private final @Nullable TrustSpec spec;

	/**
	 * Create the advice.
	 * @param properties the properties
	 * @param trustProxy the same, compiled
	 * @param policy the application's own policy, or {@code null} without one
	 * @param sources the value of trust-proxy
	 */
	SettingAdvice(TrustProxyProperties properties, TrustProxy trustProxy, @Nullable TrustPolicy policy,
			SettingSources sources) {
		this.properties = properties;
		this.trustProxy = trustProxy;
		this.policy = policy;
		this.sources = sources;
		this.spec = sources.spec();
	}

	/**
	 * Return what is dangerous or has no effect, whatever stands in front of the
	 * application.
	 * @return full sentences
	 */
	List<String> warnings() {
		List<String> warnings = new ArrayList<>();
		if (this.policy != null && this.spec != null) {
			warnings
				.add("A TrustPolicy bean replaces the value '" + this.spec + "' of trust-proxy, which has no effect.");
		}
		else if (this.spec != null) {
			warnings.addAll(this.spec.warnings());
			warnAboutHopCount(warnings);
		}
		warnings.addAll(this.sources.warnings());
		List<SourceList> lists = this.trustProxy.trustedLists();
		if (!lists.isEmpty()) {
			warnings.addAll(new SourceAdvice(lists, this.sources.from(), LocalDate.now()).warnings());
		}
		int hops = this.trustProxy.trustedHops();
		if (countsHops() && hops > this.properties.maxHops()) {
			warnings.add("trust-proxy is the hop count '" + hops + "', but trust-proxy.max-hops is "
					+ this.properties.maxHops() + ", and no more are trusted. If another number was meant, write it in"
					+ " quotes: YAML reads '1:30' as 90 and '010' as 8.");
		}
		if (this.properties.headerFormat() == HeaderFormat.STANDARD && believes(ForwardedValue.PREFIX)) {
			warnings.add("trust-proxy.headers contains 'prefix', which has no effect:"
					+ " the standard header Forwarded has no such value.");
		}
		for (String host : this.properties.allowedHosts()) {
			if (isWildcardOfRegistry(host)) {
				warnings.add("trust-proxy.allowed-hosts contains '" + host
						+ "', below which anybody can register a name. List the domains of the application.");
			}
		}
		for (ForwardedValue value : ForwardedValue.values()) {
			String property = "trust-proxy.header-names." + value.name().toLowerCase(Locale.ROOT);
			if (StringUtils.hasLength(this.properties.headerNames().of(value))) {
				if (this.properties.headerFormat() == HeaderFormat.STANDARD) {
					warnings.add(property + " has no effect: trust-proxy.header-format is 'standard', so that only"
							+ " Forwarded is believed.");
				}
				else if (!believes(value)) {
					warnings.add(property + " has no effect: trust-proxy.headers does not have '"
							+ value.name().toLowerCase(Locale.ROOT) + "'.");
				}
			}
		}
		return warnings;
	}

	/**
	 * Return whether the names below a wildcard can be bought: those of a whole top-level
	 * domain, or of a part of it like {@code co.uk}.
	 */
	private static boolean isWildcardOfRegistry(String host) {
		String[] labels = host.toLowerCase(Locale.ROOT).split("\\.");
		if (!"*".equals(labels[0])) {
			return false;
		}
		return (labels.length == 2) ? !PRIVATE_DOMAINS.contains(labels[1])
				: labels.length == 3 && labels[2].length() == 2 && REGISTRIES.contains(labels[1]);
	}

	private void warnAboutHopCount(List<String> warnings) {
		if (countsHops()) {
			warnings.add("trust-proxy is the hop count '" + this.spec + "', and no address is checked: a client that"
					+ " reaches the application around the proxies is believed as if it were one of them"
					+ (believesAnyHost() ? ", also about the host of links." : ".")
					+ " Prefer the addresses of the proxies; trust-proxy.max-hops limits how many of them are trusted.");
		}
	}

	/**
	 * Return what has to be true in front of the application, and cannot be seen from
	 * here.
	 * @return full sentences
	 */
	List<String> assumptions() {
		List<String> assumptions = new ArrayList<>();
		if (this.trustProxy.trustsNobody()) {
			assumptions.add("Clients connect to the application directly: there is no proxy in front of it.");
			return assumptions;
		}
		if (this.trustProxy.trustedHops() == Integer.MAX_VALUE) {
			assumptions.add("The outermost proxy overwrites the forwarding headers that clients send.");
		}
		else if (countsHops()) {
			assumptions.add("No client can connect to the application around the proxies, and each request passes"
					+ " exactly as many as are counted.");
		}
		String clientIpHeader = this.properties.clientIpHeader();
		if (StringUtils.hasLength(clientIpHeader)) {
			assumptions.add("The outermost proxy overwrites or removes a " + clientIpHeader + " that a client sends.");
		}
		if (believesAnyHost()) {
			String name = this.properties.headerNames().host();
			assumptions.add("The outermost proxy overwrites or removes "
					+ ((this.properties.headerFormat() == HeaderFormat.STANDARD) ? "the host in a Forwarded"
							: StringUtils.hasLength(name) ? "the header " + name : "an X-Forwarded-Host")
					+ " that a client sends. If it does not, set trust-proxy.allowed-hosts, or leave 'host' out of"
					+ " trust-proxy.headers.");
		}
		return assumptions;
	}

	private boolean countsHops() {
		return this.trustProxy.trustedHops() > 0 && this.trustProxy.trustedHops() < Integer.MAX_VALUE;
	}

	/**
	 * Return whether a trusted proxy can forward any host.
	 */
	private boolean believesAnyHost() {
		return believes(ForwardedValue.HOST) && this.properties.allowedHosts().isEmpty();
	}

	private boolean believes(ForwardedValue value) {
		return this.properties.headers().contains(value);
	}

}
