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
import io.github.trustproxy.webflux.ClientAddressArgumentResolver;
import io.github.trustproxy.webflux.TrustProxyHttpHandler;
import io.github.trustproxy.webflux.TrustProxyWebFilter;
import io.github.trustproxy.webflux.WebFluxClientAddressResolver;
import io.github.trustproxy.webflux.WebFluxRequestExplainer;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;

/**
 * {@link AutoConfiguration Auto-configuration} of trust-proxy for WebFlux applications.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = TrustProxyAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(WebFluxConfigurer.class)
public final class TrustProxyWebFluxAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(value = ClientAddressResolver.class, search = SearchStrategy.CURRENT)
	WebFluxClientAddressResolver clientAddressResolver(TrustProxy trustProxy) {
		return new WebFluxClientAddressResolver(trustProxy);
	}

	/**
	 * Most applications never ask for it.
	 */
	@Bean
	@Lazy
	@Conditional(OnTrustCondition.class)
	@ConditionalOnMissingBean(value = RequestExplainer.class, search = SearchStrategy.CURRENT)
	WebFluxRequestExplainer requestExplainer(TrustProxy trustProxy) {
		return new WebFluxRequestExplainer(trustProxy);
	}

	@Bean
	@Conditional(OnTrustCondition.class)
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	TrustProxyWebFilter trustProxyWebFilter(TrustProxy trustProxy, TrustProxyProperties properties) {
		return new TrustProxyWebFilter(trustProxy, properties.malformed());
	}

	@Bean
	WebFluxConfigurer clientAddressArgumentConfigurer(ClientAddressResolver<ServerWebExchange> resolver) {
		return new WebFluxConfigurer() {

			@Override
			public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
				configurer.addCustomResolver(new ClientAddressArgumentResolver(resolver));
			}

		};
	}

	@Bean
	@Conditional(OnTrustCondition.class)
	HttpHandlerDecoratorFactory trustProxyHttpHandlerDecorator(TrustProxy trustProxy) {
		return (handler) -> TrustProxyHttpHandler.decorate(trustProxy, handler);
	}

	@Bean
	@Conditional(OnTrustCondition.class)
	CompetingTransformerCheck competingTransformerCheck(ListableBeanFactory beanFactory) {
		return new CompetingTransformerCheck(beanFactory);
	}

	/**
	 * The filter stays a bean for handlers that others build, as tests do.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebHttpHandlerBuilderCustomizer.class)
	@Conditional(OnTrustCondition.class)
	static class HandlerConfiguration {

		@Bean
		WebHttpHandlerBuilderCustomizer trustProxyHandlerCustomizer(TrustProxy trustProxy) {
			return (builder) -> TrustProxyHttpHandler.replaceFilter(builder, trustProxy);
		}

	}

}
