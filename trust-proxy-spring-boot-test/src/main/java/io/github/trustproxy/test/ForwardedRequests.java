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

import org.jspecify.annotations.Nullable;

import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.ConfigurableMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcConfigurer;
import org.springframework.web.context.WebApplicationContext;

/**
 * Lets {@code MockMvc} understand the requests of
 * {@link ForwardedRequest#forRestTestClient()}. Spring Boot's {@code MockMvc} has it:
 * only who makes one by hand needs it. <pre class="code">
 * RestTestClient.bindToApplicationContext(context)
 *     .configureServer((server) -&gt; server.apply(new ForwardedRequests()))
 *     .build();
 * </pre>
 *
 * @since 0.1.0
 */
public final class ForwardedRequests implements MockMvcConfigurer {

	static final String HEADER = "Trust-Proxy-Test-Request";

	@Override
	public @Nullable RequestPostProcessor beforeMockMvcCreated(ConfigurableMockMvcBuilder<?> builder,
			WebApplicationContext context) {
		return (mock) -> {
			String header = mock.getHeader(HEADER);
			if (header == null) {
				return mock;
			}
			mock.removeHeader(HEADER);
			return new ForwardedRequestPostProcessor(ForwardedRequest.decode(header)).postProcessRequest(mock);
		};
	}

}
