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
import io.github.trustproxy.tomcat.TomcatDoor;

import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * Puts the door into an embedded Tomcat.
 */
final class TomcatDoorCustomizer implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

	private final TrustProxy trustProxy;

	TomcatDoorCustomizer(TrustProxy trustProxy) {
		this.trustProxy = trustProxy;
	}

	@Override
	public void customize(ConfigurableTomcatWebServerFactory factory) {
		// No bean, which Boot would hand to the servers of child contexts as well
		factory.addContextCustomizers((context) -> TomcatDoor.install(context, this.trustProxy));
	}

}
