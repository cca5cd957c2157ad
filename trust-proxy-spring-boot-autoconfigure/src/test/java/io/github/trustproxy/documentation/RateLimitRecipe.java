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

package io.github.trustproxy.documentation;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.trustproxy.ClientAddressResolver;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The recipe for a rate limit, as the README shows it.
 */
@Configuration(proxyBeanMethods = false)
class RateLimitRecipe {

	@Bean
	FilterRegistrationBean<Filter> rateLimit(ClientAddressResolver<HttpServletRequest> resolver) {
		LoadingCache<String, Bucket> buckets = Caffeine.newBuilder()
			.maximumSize(100_000)
			.build((key) -> Bucket.builder()
				.addLimit((limit) -> limit.capacity(20).refillGreedy(20, Duration.ofMinutes(1)))
				.build());
		return new FilterRegistrationBean<>((request, response, chain) -> {
			if (buckets.get(resolver.resolve((HttpServletRequest) request).key()).tryConsume(1)) {
				chain.doFilter(request, response);
			}
			else {
				((HttpServletResponse) response).sendError(429);
			}
		});
	}

}
