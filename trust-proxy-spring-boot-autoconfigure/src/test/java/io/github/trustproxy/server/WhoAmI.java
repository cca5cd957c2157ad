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

package io.github.trustproxy.server;

import java.util.List;
import java.util.Map;

import io.github.trustproxy.StopReason;
import org.jspecify.annotations.Nullable;

/**
 * What the application sees of a request.
 *
 * @param ip the address of the client
 * @param ips the verified addresses
 * @param clientPort the port of the client
 * @param stopReason why the walk stopped
 * @param peer the address of the peer
 * @param resolvedIp the address of the client that the resolver finds
 * @param remoteAddr the remote address of the request
 * @param remoteHost the remote host of the request
 * @param remotePort the remote port of the request
 * @param scheme the scheme of the request
 * @param secure whether the request is secure
 * @param host the host of the request
 * @param port the port of the request
 * @param url the URL without query
 * @param query the query
 * @param path the path with the context path
 * @param contextPath the context path
 * @param headers the headers with their names in lower case
 * @param before what a filter before ours saw
 * @param after what a filter after ours saw
 * @param dispatch the kind of dispatch
 */
public record WhoAmI(String ip, List<String> ips, int clientPort, StopReason stopReason, String peer, String resolvedIp,
		String remoteAddr, String remoteHost, int remotePort, String scheme, boolean secure, String host, int port,
		String url, @Nullable String query, String path, String contextPath, Map<String, List<String>> headers,
		@Nullable String before, @Nullable String after, String dispatch) {

}
