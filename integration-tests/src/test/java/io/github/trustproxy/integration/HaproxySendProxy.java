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

package io.github.trustproxy.integration;

import java.io.IOException;

import io.github.trustproxy.support.RunningProcess;

/**
 * A HAProxy that runs {@code docs/recipes/haproxy-send-proxy.cfg}.
 */
final class HaproxySendProxy extends ReverseProxy {

	HaproxySendProxy() {
		super("haproxy");
	}

	@Override
	RunningProcess launch(Launch launch) throws IOException {
		Settings settings = launch.settings();
		launch.write("certificate.pem", settings.certificate().certificate() + settings.certificate().key());
		Recipe.read("haproxy-send-proxy.cfg")
			.yours("bind :80", "bind " + Endpoints.text(launch.own().http()))
			.yours("bind :443 ssl crt /etc/haproxy/app.example.com.pem alpn h2,http/1.1",
					"bind %s ssl crt certificate.pem alpn h2,http/1.1".formatted(Endpoints.text(launch.own().https())))
			.yours("server application 10.0.0.8:8080 send-proxy-v2",
					"server application %s send-proxy-v2 source %s".formatted(Endpoints.text(settings.target().http()),
							Endpoints.host(settings.address())))
			.write(launch.directory().resolve("haproxy.cfg"));
		return launch.run("-db", "-f", "haproxy.cfg");
	}

}
