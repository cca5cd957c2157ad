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

package io.github.trustproxy.webflux;

import io.github.trustproxy.Decision;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.RequestPath;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * A request whose path begins with what a proxy removed from it.
 */
final class PrefixedServerHttpRequest extends RewrittenServerHttpRequest {

	private final String prefix;

	private @Nullable RequestPath path;

	/**
	 * Create the request.
	 * @param request the request as the server received it
	 * @param decision what was decided about it
	 * @param prefix the prefix that was decided
	 */
	PrefixedServerHttpRequest(ServerHttpRequest request, Decision decision, String prefix) {
		super(request, decision);
		this.prefix = prefix;
	}

	@Override
	public RequestPath getPath() {
		if (this.path == null) {
			RequestPath original = super.getPath();
			this.path = RequestPath.parse(this.prefix + original.value(), this.prefix + original.contextPath().value());
		}
		return this.path;
	}

}
