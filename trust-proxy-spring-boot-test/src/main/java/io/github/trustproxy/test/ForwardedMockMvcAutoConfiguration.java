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

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcBuilderCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} that lets Spring Boot's {@code MockMvc}
 * understand {@link ForwardedRequests}.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnClass(MockMvcBuilderCustomizer.class)
public final class ForwardedMockMvcAutoConfiguration {

	@Bean
	MockMvcBuilderCustomizer forwardedRequestsCustomizer() {
		return (builder) -> builder.apply(new ForwardedRequests());
	}

}
