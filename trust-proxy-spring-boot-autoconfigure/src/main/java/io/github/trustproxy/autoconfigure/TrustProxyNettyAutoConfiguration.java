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

import java.util.ArrayList;
import java.util.List;

import io.github.trustproxy.Door;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.netty.NettyDoor;
import io.github.trustproxy.netty.TrustProxyAccessLogFactory;
import reactor.netty.ReactorNetty;
import reactor.netty.http.server.HttpServer;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * {@link AutoConfiguration Auto-configuration} that lets all requests to an embedded
 * Reactor Netty in through a door, and stops the start if it rewrites requests itself.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = TrustProxyAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({ HttpServer.class, NettyReactiveWebServerFactory.class })
@Conditional(OnTrustCondition.class)
public final class TrustProxyNettyAutoConfiguration {

	@Bean
	Door nettyDoor() {
		return NettyDoor.door();
	}

	@Bean
	GatewayCustomizerRemoval gatewayCustomizerRemoval(BeanFactory beanFactory, Environment environment) {
		return new GatewayCustomizerRemoval(beanFactory, environment);
	}

	/**
	 * The last customizer, so that it sees what the others have done.
	 */
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	WebServerFactoryCustomizer<NettyReactiveWebServerFactory> nettyDoorCustomizer(TrustProxy trustProxy,
			TrustProxyProperties properties) {
		return (factory) -> {
			// Reactor Netty does not say whether an access log is switched on in code
			if (Boolean.getBoolean(ReactorNetty.ACCESS_LOG_ENABLED)) {
				// First, so that a format of the application's own takes its place
				List<NettyServerCustomizer> customizers = new ArrayList<>(factory.getServerCustomizers());
				customizers.add(0, (server) -> server.accessLog(true, new TrustProxyAccessLogFactory()));
				factory.setServerCustomizers(customizers);
			}
			factory.addServerCustomizers((server) -> NettyDoor.install(server, trustProxy),
					new NettyCheck(trustProxy, properties));
		};
	}

}
