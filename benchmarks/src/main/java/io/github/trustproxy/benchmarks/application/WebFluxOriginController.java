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

package io.github.trustproxy.benchmarks.application;

import java.net.InetSocketAddress;
import java.net.URI;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Added to the sample, whose own controller asks trust-proxy for the client. Says what
 * others rewrite as well.
 */
@RestController
public class WebFluxOriginController {

	@GetMapping(path = "/origin", produces = "text/plain")
	String origin(ServerHttpRequest request) {
		InetSocketAddress address = request.getRemoteAddress();
		URI uri = request.getURI();
		return ((address != null) ? address.getHostString() : "") + " " + uri.getScheme() + " " + uri.getHost() + " "
				+ "https".equals(uri.getScheme());
	}

}
