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
import io.github.trustproxy.tomcat.TomcatDoor;
import org.apache.catalina.connector.CoyoteAdapter;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * {@link AutoConfiguration Auto-configuration} that lets all requests to an embedded
 * Tomcat in through a door, and stops the start if Tomcat rewrites requests itself.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = TrustProxyAutoConfiguration.class)
@ConditionalOnWebApplication
@ConditionalOnClass({ CoyoteAdapter.class, ConfigurableTomcatWebServerFactory.class })
@Conditional(OnTrustCondition.class)
public final class TrustProxyTomcatAutoConfiguration {

	@Bean
	Door tomcatDoor() {
		return TomcatDoor.door();
	}

	@Bean
	TomcatDoorCustomizer tomcatDoorCustomizer(TrustProxy trustProxy) {
		return new TomcatDoorCustomizer(trustProxy);
	}

	@Bean
	TomcatCheck tomcatCheck(ApplicationContext context) {
		return new TomcatCheck(context);
	}

}
