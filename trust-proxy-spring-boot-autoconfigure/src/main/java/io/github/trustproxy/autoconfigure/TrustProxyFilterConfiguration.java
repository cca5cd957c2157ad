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

import java.util.EnumSet;

import io.github.trustproxy.MalformedHandling;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.servlet.MalformedRequestFilter;
import io.github.trustproxy.servlet.TrustProxyFilter;
import jakarta.servlet.DispatcherType;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWarDeployment;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.web.context.WebApplicationContext;

/**
 * The filter of the servlet stack, for each context that has a server of its own: a
 * server does not see the filters of the parent of its context.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(OnTrustCondition.class)
class TrustProxyFilterConfiguration {

	@Bean
	@ConditionalOnMissingBean(value = TrustProxyFilter.class, parameterizedContainer = FilterRegistrationBean.class,
			search = SearchStrategy.CURRENT)
	FilterRegistrationBean<TrustProxyFilter> trustProxyFilter(TrustProxy trustProxy) {
		FilterRegistrationBean<TrustProxyFilter> registration = new FirstFilterRegistration(
				new TrustProxyFilter(trustProxy));
		registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

	/**
	 * Behind the filter that observes requests, which is the second one.
	 */
	@Bean
	@Conditional(OnRejectCondition.class)
	FilterRegistrationBean<MalformedRequestFilter> malformedRequestFilter(TrustProxyProperties properties) {
		FilterRegistrationBean<MalformedRequestFilter> registration = new FilterRegistrationBean<>(
				new MalformedRequestFilter());
		registration.setEnabled(properties.malformed() == MalformedHandling.REJECT);
		registration.setDispatcherTypes(DispatcherType.REQUEST);
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
		return registration;
	}

	@Bean
	CompetingFilterCheck competingFilterCheck(ApplicationContext context) {
		return new CompetingFilterCheck(context);
	}

	/**
	 * Of a type that is loaded anyway: outside of WAR files, this one is not needed.
	 */
	@Bean
	@ConditionalOnWarDeployment
	SmartInitializingSingleton earlierFilterLogger(WebApplicationContext context) {
		return new EarlierFilterLogger(context);
	}

	/**
	 * Comes before all that have an order only, even if it is the highest one: in a WAR
	 * file, or on a server that we do not know, a filter in front of ours sees the proxy.
	 */
	private static final class FirstFilterRegistration extends FilterRegistrationBean<TrustProxyFilter>
			implements PriorityOrdered {

		FirstFilterRegistration(TrustProxyFilter filter) {
			super(filter);
		}

	}

}
