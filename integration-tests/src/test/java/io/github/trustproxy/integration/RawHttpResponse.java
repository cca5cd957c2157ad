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

package io.github.trustproxy.integration;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A response.
 *
 * @param status the status
 * @param headers the lines of the headers
 * @param body the body
 */
record RawHttpResponse(int status, List<String> headers, String body) {

	static RawHttpResponse parse(byte[] content) {
		String text = new String(content, StandardCharsets.ISO_8859_1);
		int end = text.indexOf("\r\n\r\n");
		if (end < 0) {
			throw new IllegalArgumentException("Not a response: '%s'".formatted(text));
		}
		List<String> head = text.substring(0, end).lines().toList();
		int status = Integer.parseInt(head.get(0).split(" ")[1]);
		RawHttpResponse response = new RawHttpResponse(status, head.subList(1, head.size()), text.substring(end + 4));
		return response.header("Transfer-Encoding").isPresent()
				? new RawHttpResponse(status, response.headers(), joinChunks(response.body())) : response;
	}

	private static String joinChunks(String chunked) {
		StringBuilder joined = new StringBuilder();
		int position = 0;
		while (true) {
			int lineEnd = chunked.indexOf("\r\n", position);
			int length = Integer.parseInt(chunked.substring(position, lineEnd), 16);
			if (length == 0) {
				return joined.toString();
			}
			joined.append(chunked, lineEnd + 2, lineEnd + 2 + length);
			position = lineEnd + 2 + length + 2;
		}
	}

	Optional<String> header(String name) {
		String prefix = name + ":";
		return this.headers.stream()
			.filter((line) -> line.regionMatches(true, 0, prefix, 0, prefix.length()))
			.map((line) -> line.substring(prefix.length()).trim())
			.findFirst();
	}

}
