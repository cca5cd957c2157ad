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

import java.net.URI;

import io.github.trustproxy.DecidedRequest;
import io.github.trustproxy.Origin;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.RequestPath;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * A request whose path begins with what a proxy removed from it.
 */
final class PrefixedServerHttpRequest extends RewrittenServerHttpRequest {

	private final Origin origin;

	private @Nullable RequestPath path;

	/**
	 * Create the request.
	 * @param request the request as the server received it
	 * @param decided what was decided about it
	 */
	PrefixedServerHttpRequest(ServerHttpRequest request, DecidedRequest<?> decided) {
		super(request, decided);
		this.origin = decided.origin();
	}

	@Override
	public RequestPath getPath() {
		RequestPath path = this.path;
		if (path == null) {
			String contextPath = super.getPath().contextPath().value();
			path = RequestPath.parse(this.origin.path(super.getPath().value(), contextPath),
					this.origin.contextPath(contextPath));
			this.path = path;
		}
		return path;
	}

	@Override
	String pathOf(URI received) {
		return this.origin.path(super.pathOf(received), super.getPath().contextPath().value());
	}

}
