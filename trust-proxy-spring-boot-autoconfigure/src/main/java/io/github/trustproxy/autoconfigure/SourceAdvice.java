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
import java.util.Map;

import io.github.trustproxy.Provider;
import io.github.trustproxy.SourceList;
import io.github.trustproxy.source.KeptSources;

/**
 * What there is to say about the lists of sources.
 */
final class SourceAdvice {

	private final List<SourceList> lists;

	private final Map<String, List<String>> from;

	private final LocalDate today;

	/**
	 * Create the advice.
	 * @param lists the lists that are trusted
	 * @param from where the lists of sources come from, by the name of the source
	 * @param today the day of today
	 */
	SourceAdvice(List<SourceList> lists, Map<String, List<String>> from, LocalDate today) {
		this.lists = lists;
		this.from = from;
		this.today = today;
	}

	/**
	 * Return what is dangerous about the sources.
	 * @return full sentences
	 */
	List<String> warnings() {
		List<String> warnings = new ArrayList<>();
		for (SourceList list : this.lists) {
			Provider provider = Provider.find(list.source());
			if (provider != null) {
				addTo(warnings, provider, list, list.source(), list.proof() != null);
				continue;
			}
			for (String entry : this.from.getOrDefault(list.source(), List.of())) {
				Provider part = Provider.find(entry);
				if (part != null) {
					addTo(warnings, part, part.snapshot(), list.source(), list.proof() != null);
				}
			}
		}
		return warnings;
	}

	private void addTo(List<String> warnings, Provider provider, SourceList list, String source, boolean proven) {
		String entry = provider.entry();
		if (provider.isShared() && !proven) {
			warnings.add("trust-proxy trusts '" + entry + "'"
					+ (source.equals(entry) ? "" : ", which trust-proxy.sources." + source + ".from names,")
					+ " without proof that a request is yours. All customers of " + provider.title()
					+ " share its addresses: whoever has an account there can send requests from them to this"
					+ " application, and choose the address of the client, the scheme and the host. "
					+ remedy(provider, source));
		}
		if (list.isOlderThanAYear(this.today)) {
			warnings.add("The list of '" + entry + "' is of " + list.date() + ", which is more than a year"
					+ " ago: addresses that came later are not trusted. Update trust-proxy, or set"
					+ " trust-proxy.sources." + entry + ".refresh" + (KeptSources.isPublished(provider) ? "."
							: " and .from, because " + provider.title() + " publishes it at no URL that stays."));
		}
	}

	/**
	 * Name the lines to set.
	 */
	private static String remedy(Provider provider, String source) {
		boolean azure = provider == Provider.AZURE_FRONT_DOOR;
		return (azure ? "Azure Front Door sends its ID in a header: set"
				: "Have " + provider.title() + " send a header with a secret of 16 characters or more, and set")
				+ " these three lines below trust-proxy.sources." + source + ": 'proof:', '  header: "
				+ (azure ? "X-Azure-FDID', '  values: ${FRONT_DOOR_ID}'."
						: "X-Origin-Verify', '  values: ${EDGE_SECRET}'.");
	}

}
