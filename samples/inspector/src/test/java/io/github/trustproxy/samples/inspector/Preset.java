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

package io.github.trustproxy.samples.inspector;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;

import io.github.trustproxy.header.ForwardedValue;
import io.github.trustproxy.header.HeaderFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the page fills the form with.
 *
 * @param name how the topology is called
 * @param section its section in the README, or on the page
 * @param page the page of the documentation, or {@code null} if it is in the README
 * @param trust the setting
 * @param headerFormat the family that is believed, or {@code null} for the default
 * @param headers the values that are believed
 * @param honest the request of an honest client
 * @param attack the request of an attacker
 */
record Preset(String name, String section, @Nullable String page, String trust, @Nullable HeaderFormat headerFormat,
		Set<ForwardedValue> headers, Example honest, Example attack) {

	static List<Preset> all() throws IOException {
		try (InputStream file = Preset.class.getResourceAsStream("/static/presets.json")) {
			return List.of(new JsonMapper().readValue(file, Preset[].class));
		}
	}

	Playground with(Example example) {
		return new Playground(this.trust, this.headerFormat, this.headers, example.peer(),
				String.join("\r\n", example.lines()));
	}

	@Override
	public String toString() {
		return this.section;
	}

	/**
	 * A request.
	 *
	 * @param story what happens
	 * @param peer the address of the peer
	 * @param lines the headers
	 */
	record Example(String story, String peer, List<String> lines) {

	}

}
