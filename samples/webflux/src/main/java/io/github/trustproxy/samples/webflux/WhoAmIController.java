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

package io.github.trustproxy.samples.webflux;

import java.net.URI;
import java.security.cert.X509Certificate;

import io.github.trustproxy.ClientAddress;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows what the application sees.
 */
@RestController
class WhoAmIController {

	@GetMapping("/whoami")
	WhoAmI whoAmI(ClientAddress client, ServerHttpRequest request) {
		return WhoAmI.of(client, request);
	}

	@GetMapping("/redirect")
	ResponseEntity<Void> redirect() {
		return ResponseEntity.status(HttpStatus.FOUND).location(URI.create("/whoami")).build();
	}

	/**
	 * Answers whose certificate the client has presented, here or to the proxy.
	 */
	@GetMapping(path = "/certificate", produces = MediaType.TEXT_PLAIN_VALUE)
	String certificate(ServerHttpRequest request) {
		SslInfo info = request.getSslInfo();
		X509Certificate[] chain = (info != null) ? info.getPeerCertificates() : null;
		return (chain != null) ? chain[0].getSubjectX500Principal().getName() : "none";
	}

}
