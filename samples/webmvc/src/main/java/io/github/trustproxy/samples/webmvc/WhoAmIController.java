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

package io.github.trustproxy.samples.webmvc;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Map;

import io.github.trustproxy.ClientAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows what the application sees.
 */
@RestController
class WhoAmIController {

	@GetMapping("/whoami")
	WhoAmI whoAmI(ClientAddress client, HttpServletRequest request) {
		return WhoAmI.of(client, request);
	}

	@GetMapping("/redirect")
	void redirect(HttpServletResponse response) throws IOException {
		response.sendRedirect("/whoami");
	}

	@GetMapping("/session")
	Map<String, Boolean> session(HttpSession session) {
		return Map.of("new", session.isNew());
	}

	/**
	 * Answers whose certificate the client has presented, here or to the proxy.
	 */
	@GetMapping(path = "/certificate", produces = MediaType.TEXT_PLAIN_VALUE)
	String certificate(@RequestAttribute(name = "jakarta.servlet.request.X509Certificate",
			required = false) X509Certificate @Nullable [] chain) {
		return (chain != null) ? chain[0].getSubjectX500Principal().getName() : "none";
	}

}
