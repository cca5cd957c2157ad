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

package io.github.trustproxy.gateway;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.http.HttpHeaders;

/**
 * A request that a gateway sent upstream.
 *
 * @param path the path
 * @param headers the headers
 * @param body the body
 */
record UpstreamRequest(String path, HttpHeaders headers, String body) {

	/**
	 * Return the headers that say where a request comes from, by their names in lower
	 * case. The lines of a header are joined.
	 */
	Map<String, String> forwardingHeaders() {
		Map<String, String> forwarding = new TreeMap<>();
		this.headers.forEach((name, lines) -> {
			String key = name.toLowerCase(Locale.ROOT);
			if (key.startsWith("x-forwarded-") || key.equals("forwarded") || key.equals("x-real-ip")) {
				forwarding.put(key, String.join(", ", lines));
			}
		});
		return forwarding;
	}

}
