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

package io.github.trustproxy.source;

import java.time.Duration;
import java.util.List;

import javax.net.ssl.SSLContext;

import io.github.trustproxy.Proof;
import org.jspecify.annotations.Nullable;

/**
 * How a source is kept. What is {@code null} depends on the kind of each entry.
 *
 * @param name the name of the source
 * @param from the entries that its list comes from
 * @param service which entries of the documents of AWS or Azure count
 * @param refresh how often it is looked whether there is another list
 * @param maxAge how long the last good list is believed when there is no other
 * @param required whether there has to be a list at the start
 * @param guard whether a list that changed too much is refused
 * @param ssl whom to believe that a list is fetched from
 * @param proof what a request has to show besides an address
 * @since 0.1.0
 */
public record SourceSettings(String name, List<String> from, @Nullable String service, @Nullable Duration refresh,
		@Nullable Duration maxAge, @Nullable Boolean required, @Nullable Guard guard, @Nullable SSLContext ssl,
		@Nullable Proof proof) {

	/**
	 * Create settings without a proof.
	 * @param name the name of the source
	 * @param from the entries that its list comes from
	 * @param service which entries of the documents of AWS or Azure count
	 * @param refresh how often it is looked whether there is another list
	 * @param maxAge how long the last good list is believed when there is no other
	 * @param required whether there has to be a list at the start
	 * @param guard whether a list that changed too much is refused
	 * @param ssl whom to believe that a list is fetched from
	 */
	public SourceSettings(String name, List<String> from, @Nullable String service, @Nullable Duration refresh,
			@Nullable Duration maxAge, @Nullable Boolean required, @Nullable Guard guard, @Nullable SSLContext ssl) {
		this(name, from, service, refresh, maxAge, required, guard, ssl, null);
	}

	/**
	 * Return the settings of a source that stands in the setting itself, with nothing but
	 * defaults.
	 * @param entry the entry, which is the name as well; of a URL as much as may be shown
	 * @return the settings
	 */
	public static SourceSettings of(String entry) {
		return new SourceSettings(SourceEntry.shown(entry), List.of(entry), null, null, null, null, null, null);
	}

}
