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

package io.github.trustproxy.compatibility.war;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

import io.github.trustproxy.ClientAddress;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;

/**
 * What the application sees of a request.
 *
 * @param ip the address of the client
 * @param remoteAddr what {@link HttpServletRequest#getRemoteAddr()} answers
 * @param secure what {@link HttpServletRequest#isSecure()} answers
 * @param url what {@link HttpServletRequest#getRequestURL()} answers
 * @param headers the names of the headers, in lower case
 * @param dispatch the kind of dispatch
 */
record WhoAmI(String ip, String remoteAddr, boolean secure, String url, List<String> headers, DispatcherType dispatch) {

	static WhoAmI of(ClientAddress client, HttpServletRequest request) {
		List<String> headers = Collections.list(request.getHeaderNames())
			.stream()
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.toList();
		return new WhoAmI(client.ip(), request.getRemoteAddr(), request.isSecure(), request.getRequestURL().toString(),
				headers, request.getDispatcherType());
	}

}
