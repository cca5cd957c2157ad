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

import io.github.trustproxy.Door;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.jetty.JettyDoor;
import org.eclipse.jetty.server.Server;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * {@link AutoConfiguration Auto-configuration} that lets all requests to an embedded
 * Jetty in through a door, and stops the start if Jetty rewrites requests itself.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = TrustProxyAutoConfiguration.class)
@ConditionalOnWebApplication
@ConditionalOnClass({ Server.class, ConfigurableJettyWebServerFactory.class })
@Conditional(OnTrustCondition.class)
public final class TrustProxyJettyAutoConfiguration {

	@Bean
	Door jettyDoor() {
		return JettyDoor.door();
	}

	@Bean
	JettyDoorCustomizer jettyDoorCustomizer(TrustProxy trustProxy, TrustProxyProperties properties,
			ApplicationContext context) {
		return new JettyDoorCustomizer(trustProxy, new JettyCheck(trustProxy, properties, context));
	}

}
