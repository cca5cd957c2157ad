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

package io.github.trustproxy.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import org.jspecify.annotations.Nullable;

/**
 * A topology of the documentation, as the playground of the samples has it.
 *
 * @param name how it is called
 * @param trust whom its setting trusts
 * @param headerFormat the family of headers that is believed, as in the setting
 * @param headers the values that are believed, as in the setting
 * @param honest the request of an honest client
 * @param attack the request of an attacker
 */
public record DocumentedTopology(String name, String trust, String headerFormat, String headers, Example honest,
		Example attack) {

	/**
	 * The client of the honest requests.
	 */
	public static final String CLIENT = "203.0.113.7";

	/**
	 * The client of the attacks.
	 */
	public static final String ATTACKER = "203.0.113.66";

	/**
	 * The host that all of them want.
	 */
	public static final String HOST = "app.example.com";

	/**
	 * Read all topologies.
	 * @return the topologies
	 */
	public static List<DocumentedTopology> all() {
		try {
			List<Map<String, Object>> presets = JsonPath
				.parse(Files.readString(
						Repository.path("samples", "inspector", "src", "main", "resources", "static", "presets.json")))
				.json();
			return presets.stream().map(DocumentedTopology::of).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static DocumentedTopology of(Map<String, Object> preset) {
		return new DocumentedTopology((String) preset.get("name"), (String) preset.get("trust"),
				constant((String) preset.get("headerFormat"), "x-forwarded"),
				constant(String.join(",", strings(preset.get("headers"))), ""), Example.of(preset.get("honest")),
				Example.of(preset.get("attack")));
	}

	private static String constant(@Nullable String name, String otherwise) {
		return (name != null) ? name.toLowerCase(Locale.ROOT) : otherwise;
	}

	@SuppressWarnings("unchecked")
	private static List<String> strings(Object value) {
		return (List<String>) value;
	}

	/**
	 * Return whether the setting believes the scheme.
	 * @return whether it does
	 */
	public boolean believesScheme() {
		return this.headers.contains("proto");
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * A request.
	 *
	 * @param peer the address that it comes from
	 * @param lines the header lines
	 */
	public record Example(String peer, List<String> lines) {

		private static Example of(Object preset) {
			Map<?, ?> values = (Map<?, ?>) preset;
			return new Example((String) values.get("peer"), strings(values.get("lines")));
		}

		/**
		 * Return whether a proxy sends it, and not the client itself.
		 * @return whether it does
		 */
		public boolean isForwarded() {
			return !this.peer.equals(CLIENT) && !this.peer.equals(ATTACKER);
		}

	}

}
