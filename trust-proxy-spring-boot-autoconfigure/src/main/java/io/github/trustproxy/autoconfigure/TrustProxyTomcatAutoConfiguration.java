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

import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.servlet.TrustProxyFilter;
import io.github.trustproxy.tomcat.ContextValves;
import io.github.trustproxy.tomcat.LoggedAttributesCheck;
import io.github.trustproxy.tomcat.TrustProxyAccessLog;
import org.apache.catalina.AccessLog;
import org.apache.catalina.Valve;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.tomcat.reactive.TomcatReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * {@link AutoConfiguration Auto-configuration} that tells an embedded Tomcat what WebFlux
 * cannot tell it, and asks it what the servlet filter need not tell it.
 */
@AutoConfiguration(after = TrustProxyAutoConfiguration.class)
@ConditionalOnWebApplication
@ConditionalOnClass({ AccessLog.class, ConfigurableTomcatWebServerFactory.class })
@Conditional(OnTrustCondition.class)
public final class TrustProxyTomcatAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	static class Reactive {

		@Bean
		WebServerFactoryCustomizer<TomcatReactiveWebServerFactory> trustProxyTomcatCustomizer(TrustProxy trustProxy) {
			return (factory) -> {
				if (factory.getEngineValves().stream().anyMatch(ContextValves::logsAttributes)) {
					List<Valve> valves = new ArrayList<>(factory.getEngineValves());
					// Logs write in the order of the valves
					valves.add(0, new TrustProxyAccessLog(trustProxy));
					factory.setEngineValves(valves);
				}
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	static class Servlet {

		@Bean
		WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> trustProxyTomcatCustomizer() {
			return (factory) -> factory.addContextCustomizers((context) -> context
				.addLifecycleListener(new LoggedAttributesCheck(TrustProxyFilter.NO_LOGGED_ATTRIBUTES)));
		}

	}

}
