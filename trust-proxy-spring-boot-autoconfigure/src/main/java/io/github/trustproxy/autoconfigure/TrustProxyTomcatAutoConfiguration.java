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

import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.servlet.TrustProxyFilter;
import io.github.trustproxy.tomcat.LoggedAttributesCheck;
import org.apache.catalina.AccessLog;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * {@link AutoConfiguration Auto-configuration} that tells an embedded Tomcat what WebFlux
 * cannot tell it, asks it what the servlet filter need not tell it, and stops the start
 * if it rewrites requests itself.
 */
@AutoConfiguration(after = TrustProxyAutoConfiguration.class)
@ConditionalOnWebApplication
@ConditionalOnClass({ AccessLog.class, ConfigurableTomcatWebServerFactory.class })
@Conditional(OnTrustCondition.class)
public final class TrustProxyTomcatAutoConfiguration {

	@Bean
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	TomcatAccessLogCustomizer trustProxyTomcatAccessLogCustomizer(TrustProxy trustProxy) {
		return new TomcatAccessLogCustomizer(trustProxy);
	}

	@Bean
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> trustProxyTomcatCustomizer() {
		return (factory) -> factory.addContextCustomizers((context) -> context
			.addLifecycleListener(new LoggedAttributesCheck(TrustProxyFilter.NO_LOGGED_ATTRIBUTES)));
	}

	@Bean
	CompetingValveCheck competingValveCheck(ApplicationContext context) {
		return new CompetingValveCheck(context);
	}

	@Bean
	AjpConnectorLogger ajpConnectorLogger(ApplicationContext context) {
		return new AjpConnectorLogger(context);
	}

}
