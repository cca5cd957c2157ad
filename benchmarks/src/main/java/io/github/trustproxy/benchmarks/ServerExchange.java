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

package io.github.trustproxy.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Sends one request to a server without a network, over and over.
 */
interface ServerExchange {

	/** Where the controllers of these benchmarks answer. */
	String PATH = "/origin";

	/**
	 * Send the request, and wait for the response.
	 * @return what the server has sent
	 * @throws Exception if it does not answer
	 */
	ByteBuffer send() throws Exception;

	/**
	 * Return a request as HTTP/1.1.
	 * @param workload the request
	 * @return its bytes
	 */
	static byte[] bytes(Workload workload) {
		StringBuilder request = new StringBuilder("GET " + PATH + " HTTP/1.1\r\n");
		workload.headers().forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
		return request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
	}

}
