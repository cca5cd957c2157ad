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

package io.github.trustproxy.samples.inspector;

import io.github.trustproxy.TrustProxy;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The page and its playground, the same for Spring MVC and WebFlux. The samples import
 * it, and add what explains a request of their own.
 */
@RestController
public class InspectorController {

	/** Nothing but the page's own files runs or is loaded, and no text becomes markup. */
	static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
			+ " img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
			+ " require-trusted-types-for 'script'; trusted-types 'none'";

	private final TrustProxy trustProxy;

	InspectorController(TrustProxy trustProxy) {
		this.trustProxy = trustProxy;
	}

	@GetMapping("/")
	ResponseEntity<Resource> page() {
		// Not among the static files, for those are served without these headers
		return ResponseEntity.ok()
			.contentType(MediaType.TEXT_HTML)
			.header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
			.header("X-Content-Type-Options", "nosniff")
			.header("Referrer-Policy", "no-referrer")
			.body(new ClassPathResource("inspector.html", InspectorController.class));
	}

	@PostMapping("/explain")
	Answer explain(@ModelAttribute Playground playground) {
		return playground.answer(this.trustProxy.trustedLists());
	}

	/**
	 * WebFlux throws it for a form that is longer than
	 * {@code spring.http.codecs.max-in-memory-size}. Tomcat refuses such a form by
	 * itself.
	 */
	@ExceptionHandler(DataBufferLimitException.class)
	@ResponseStatus(HttpStatus.CONTENT_TOO_LARGE)
	void refuse() {
	}

}
