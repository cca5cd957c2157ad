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

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.env.Environment;

/**
 * Takes away what Spring Cloud Gateway 5.0.0 and 5.0.1 add to Reactor Netty without being
 * asked: with {@code trusted-proxies}, which says what is sent upstream, they let the
 * server rewrite its requests, too. Later versions do that where
 * {@code customizer-enabled} is set, and what somebody has asked for stops the start.
 */
final class GatewayCustomizerRemoval implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

	private static final Log logger = LogFactory.getLog(GatewayCustomizerRemoval.class);

	private static final String CUSTOMIZER = "gatewayNettyServerCustomizer";

	private static final String SWITCH = "spring.cloud.gateway.server.webflux.httpserver.customizer-enabled";

	private final BeanFactory beanFactory;

	private final Environment environment;

	GatewayCustomizerRemoval(BeanFactory beanFactory, Environment environment) {
		this.beanFactory = beanFactory;
		this.environment = environment;
	}

	@Override
	public void customize(NettyReactiveWebServerFactory factory) {
		if (!this.beanFactory.containsBean(CUSTOMIZER) || this.environment.getProperty(SWITCH, Boolean.class, false)) {
			return;
		}
		List<NettyServerCustomizer> customizers = new ArrayList<>(factory.getServerCustomizers());
		if (customizers.remove(this.beanFactory.getBean(CUSTOMIZER))) {
			factory.setServerCustomizers(customizers);
			logger.info("The handling of forwarding headers that Spring Cloud Gateway adds to Reactor Netty is"
					+ " switched off: trust-proxy takes its place.");
		}
	}

}
