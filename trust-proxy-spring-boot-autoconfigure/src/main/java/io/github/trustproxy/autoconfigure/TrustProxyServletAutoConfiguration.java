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

package io.github.trustproxy.autoconfigure;

import io.github.trustproxy.ClientAddressResolver;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.explain.RequestExplainer;
import io.github.trustproxy.servlet.ServletClientAddressResolver;
import io.github.trustproxy.servlet.ServletRequestExplainer;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;

/**
 * {@link AutoConfiguration Auto-configuration} of trust-proxy for servlet applications.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = TrustProxyAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(HttpServletRequest.class)
@Import(TrustProxyFilterConfiguration.class)
public final class TrustProxyServletAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(value = ClientAddressResolver.class, search = SearchStrategy.CURRENT)
	ServletClientAddressResolver clientAddressResolver(TrustProxy trustProxy) {
		return new ServletClientAddressResolver(trustProxy);
	}

	/**
	 * Most applications never ask for it.
	 */
	@Bean
	@Lazy
	@Conditional(OnTrustCondition.class)
	@ConditionalOnMissingBean(value = RequestExplainer.class, search = SearchStrategy.CURRENT)
	ServletRequestExplainer requestExplainer(TrustProxy trustProxy) {
		return new ServletRequestExplainer(trustProxy);
	}

}
