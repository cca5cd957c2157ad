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

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.github.trustproxy.address.HostAndPort;

/**
 * The hosts that may be forwarded.
 */
final class AllowedHosts {

	private static final String EXAMPLES = " Examples are 'example.com' and '*.example.com'.";

	private final Set<String> hosts = new HashSet<>();

	private final Set<String> parentDomains = new HashSet<>();

	/**
	 * Create the list.
	 * @param hosts hosts, or {@code *.} and a domain for all hosts below it; any valid
	 * host is allowed if there is none
	 * @throws InvalidSettingException if an entry is no host
	 */
	AllowedHosts(List<String> hosts) {
		for (String entry : hosts) {
			boolean wildcard = entry.startsWith("*.");
			String host = wildcard ? entry.substring(2) : entry;
			HostAndPort parsed = HostAndPort.parse(host);
			if (parsed == null || (wildcard && host.startsWith("["))) {
				throw new InvalidSettingException(entry, "This is not a host. A '*' can only stand for the left-most"
						+ " labels, and an internationalised name is written in its ASCII form." + EXAMPLES);
			}
			if (parsed.port() >= 0) {
				throw new InvalidSettingException(entry,
						"Ports do not count here: leave the port out, the host is allowed with any." + EXAMPLES);
			}
			(wildcard ? this.parentDomains : this.hosts).add(host.toLowerCase(Locale.ROOT));
		}
	}

	/**
	 * Return whether any valid host is allowed.
	 */
	boolean allowAny() {
		return this.hosts.isEmpty() && this.parentDomains.isEmpty();
	}

	boolean allow(String host) {
		if (allowAny()) {
			return true;
		}
		String lowerCase = host.toLowerCase(Locale.ROOT);
		if (this.hosts.contains(lowerCase)) {
			return true;
		}
		if (!this.parentDomains.isEmpty()) {
			for (int dot = lowerCase.indexOf('.'); dot > 0; dot = lowerCase.indexOf('.', dot + 1)) {
				if (this.parentDomains.contains(lowerCase.substring(dot + 1))) {
					return true;
				}
			}
		}
		return false;
	}

}
