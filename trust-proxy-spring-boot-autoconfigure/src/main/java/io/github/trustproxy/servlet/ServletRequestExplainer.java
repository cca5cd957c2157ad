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

package io.github.trustproxy.servlet;

import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.explain.Explanation;
import io.github.trustproxy.explain.RequestExplainer;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The {@link RequestExplainer} of servlet applications.
 *
 * @since 0.1.0
 */
public final class ServletRequestExplainer implements RequestExplainer<HttpServletRequest> {

	private final ServletClientAddressResolver resolver;

	/**
	 * Create an explainer.
	 * @param trustProxy decides
	 */
	public ServletRequestExplainer(TrustProxy trustProxy) {
		this.resolver = new ServletClientAddressResolver(trustProxy);
	}

	@Override
	public Explanation explain(HttpServletRequest request) {
		return Explanation.of(this.resolver.decide(request));
	}

}
