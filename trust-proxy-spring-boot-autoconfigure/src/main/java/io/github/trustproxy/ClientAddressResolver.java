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

package io.github.trustproxy;

/**
 * Finds the client of a request. There is one bean of this type in a web application,
 * with {@code HttpServletRequest} or {@code ServerWebExchange} for {@code R}:
 * <pre class="code">
 * RateLimitFilter(ClientAddressResolver&lt;HttpServletRequest&gt; resolver) {
 *     this.resolver = resolver;
 * }
 * </pre>The answer is decided once for each request. It is the same however often and
 * wherever it is asked for: in other filters, in ASYNC and ERROR dispatches and in
 * exception handlers. Without {@code trust-proxy} the client is the peer.
 *
 * @param <R> the type of the request
 * @since 0.1.0
 */
@FunctionalInterface
public interface ClientAddressResolver<R> {

	/**
	 * Find the client of a request. Never throws an exception, whatever the request
	 * contains, and never resolves a name.
	 * @param request the request, as the server or any filter hands it out
	 * @return the client
	 */
	ClientAddress resolve(R request);

}
