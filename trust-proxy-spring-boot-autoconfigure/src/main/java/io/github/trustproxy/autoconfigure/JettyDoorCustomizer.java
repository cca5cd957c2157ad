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
import io.github.trustproxy.jetty.JettyDoor;
import org.eclipse.jetty.server.Server;

import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * Puts the door into an embedded Jetty, and looks for what rewrites beside it.
 */
final class JettyDoorCustomizer implements WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> {

	private final TrustProxy trustProxy;

	private final JettyCheck check;

	JettyDoorCustomizer(TrustProxy trustProxy, JettyCheck check) {
		this.trustProxy = trustProxy;
		this.check = check;
	}

	@Override
	public void customize(ConfigurableJettyWebServerFactory factory) {
		// No bean, which Boot would hand to the servers of child contexts as well
		factory.addServerCustomizers(this::install);
	}

	private void install(Server server) {
		JettyDoor.install(server, this.trustProxy);
		server.addEventListener(this.check);
	}

}
