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
import io.github.trustproxy.tomcat.ContextValves;
import io.github.trustproxy.tomcat.TrustProxyAccessLog;
import org.apache.catalina.Valve;

import org.springframework.boot.tomcat.reactive.TomcatReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * Lets the access logs of a Tomcat that serves WebFlux show the client, if one of them
 * shows the attributes of a request.
 */
final class TomcatAccessLogCustomizer implements WebServerFactoryCustomizer<TomcatReactiveWebServerFactory> {

	private final TrustProxy trustProxy;

	/**
	 * Create a customizer.
	 * @param trustProxy decides
	 */
	TomcatAccessLogCustomizer(TrustProxy trustProxy) {
		this.trustProxy = trustProxy;
	}

	@Override
	public void customize(TomcatReactiveWebServerFactory factory) {
		if (factory.getEngineValves().stream().anyMatch(ContextValves::logsAttributes)) {
			List<Valve> valves = new ArrayList<>(factory.getEngineValves());
			// Logs write in the order of the valves
			valves.add(0, new TrustProxyAccessLog(this.trustProxy));
			factory.setEngineValves(valves);
		}
	}

}
