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

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

import io.github.trustproxy.support.RawConnection.RawResponse;

/**
 * Sends requests exactly as a test has them: other clients refuse or repair what an
 * attacker sends.
 */
interface Client {

	/**
	 * Return the server that it connects to.
	 */
	InetSocketAddress server();

	/**
	 * Send a request over a connection of its own and read the response.
	 * @param target the request target
	 * @param headers the lines of the headers, without those for the connection
	 */
	RawResponse get(String target, List<String> headers) throws IOException;

}
