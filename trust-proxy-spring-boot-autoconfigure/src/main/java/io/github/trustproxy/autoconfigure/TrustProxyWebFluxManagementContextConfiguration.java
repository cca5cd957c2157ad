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

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;

/**
 * Keeps the server's own handling of forwarding headers away from a management server
 * that has a port of its own, and shows the client in its access log. Its requests are
 * rewritten by the filter of the application: unlike a servlet container, WebFlux looks
 * for filters in the parent of its context as well.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@Import({ TrustProxyJettyAutoConfiguration.class, TrustProxyNettyAutoConfiguration.class,
		TrustProxyServerAutoConfiguration.class, TrustProxyTomcatAutoConfiguration.class })
class TrustProxyWebFluxManagementContextConfiguration {

	@Bean
	@Conditional(OnTrustCondition.class)
	CompetingTransformerCheck competingTransformerCheck(ListableBeanFactory beanFactory) {
		return new CompetingTransformerCheck(beanFactory);
	}

}
