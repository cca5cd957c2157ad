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

import io.github.trustproxy.tomcat.ContextValves;
import org.apache.catalina.Context;
import org.apache.catalina.filters.RemoteIpFilter;
import org.apache.catalina.valves.RemoteIpValve;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import reactor.netty.http.server.HttpServer;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;

/**
 * Stops the start if the application's own code lets the embedded server rewrite requests
 * before trust-proxy can judge their peer. Each check is the last customizer, so that it
 * sees what the others have done.
 */
@Configuration(proxyBeanMethods = false)
class CompetingServerConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ RemoteIpValve.class, ConfigurableTomcatWebServerFactory.class })
	static class Tomcat {

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> remoteIpValveCheck() {
			return (factory) -> factory.addContextCustomizers(Tomcat::check);
		}

		@Bean
		@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
		CompetingBeanCheck remoteIpFilterCheck(ListableBeanFactory beanFactory) {
			return new CompetingBeanCheck(beanFactory, ResolvableType.forClass(RemoteIpFilter.class),
					ResolvableType.forClassWithGenerics(FilterRegistrationBean.class, RemoteIpFilter.class));
		}

		private static void check(Context context) {
			if (ContextValves.of(context).stream().anyMatch(RemoteIpValve.class::isInstance)) {
				throw new CompetingRewriteException("RemoteIpValve of Tomcat");
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ ForwardedRequestCustomizer.class, ConfigurableJettyWebServerFactory.class })
	static class Jetty {

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> forwardedRequestCustomizerCheck() {
			return (factory) -> factory.addServerCustomizers(Jetty::check);
		}

		private static void check(Server server) {
			for (HttpConfiguration.ConnectionFactory connections : server
				.getContainedBeans(HttpConfiguration.ConnectionFactory.class)) {
				if (connections.getHttpConfiguration().getCustomizer(ForwardedRequestCustomizer.class) != null) {
					throw new CompetingRewriteException("ForwardedRequestCustomizer of Jetty");
				}
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ HttpServer.class, NettyReactiveWebServerFactory.class })
	static class Netty {

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		WebServerFactoryCustomizer<NettyReactiveWebServerFactory> forwardedCheck() {
			return (factory) -> factory.addServerCustomizers(Netty::check);
		}

		private static HttpServer check(HttpServer server) {
			if (server.configuration().isForwarded()) {
				throw new CompetingRewriteException("call of forwarded(…) on Reactor Netty's HttpServer");
			}
			return server;
		}

	}

}
