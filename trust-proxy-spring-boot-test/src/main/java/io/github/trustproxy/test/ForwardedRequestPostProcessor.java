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

package io.github.trustproxy.test;

import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * Makes a request of {@code MockMvc} one that came through proxies.
 */
final class ForwardedRequestPostProcessor implements RequestPostProcessor {

	private final ForwardedRequest request;

	ForwardedRequestPostProcessor(ForwardedRequest request) {
		this.request = request;
	}

	@Override
	public MockHttpServletRequest postProcessRequest(MockHttpServletRequest mock) {
		ApplicationContext context = WebApplicationContextUtils.getWebApplicationContext(mock.getServletContext());
		TrustProxySetting setting = TrustProxySetting.find(context);
		mock.setRemoteAddr(this.request.peer());
		mock.setRemoteHost(this.request.peer());
		for (HeaderLine line : setting.headers(this.request)) {
			mock.removeHeader(line.name());
			mock.addHeader(line.name(), line.value());
		}
		return mock;
	}

}
