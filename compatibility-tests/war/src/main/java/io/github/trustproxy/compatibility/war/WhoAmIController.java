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
import java.util.Map;

import io.github.trustproxy.ClientAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.view.RedirectView;

/**
 * Shows what the application sees.
 */
@RestController
class WhoAmIController implements ErrorController {

	@GetMapping({ "/whoami", "/error" })
	Map<String, Object> whoAmI(ClientAddress client, HttpServletRequest request) {
		List<String> headers = Collections.list(request.getHeaderNames())
			.stream()
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.toList();
		return Map.of("ip", client.ip(), "remoteAddr", request.getRemoteAddr(), "secure", request.isSecure(), "url",
				request.getRequestURL().toString(), "headers", headers, "dispatch", request.getDispatcherType());
	}

	@GetMapping("/async")
	void async(HttpServletRequest request) {
		request.startAsync().dispatch("/whoami");
	}

	@GetMapping("/fail")
	void fail() {
		throw new IllegalStateException("Thrown by the controller");
	}

	@GetMapping("/redirect")
	RedirectView redirect() {
		return new RedirectView("/whoami", true);
	}

	@GetMapping("/session")
	boolean session(HttpSession session) {
		return session.isNew();
	}

}
