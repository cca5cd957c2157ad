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
 * A HAProxy that runs {@code docs/recipes/haproxy-tcp.cfg}.
 */
final class HaproxyTcp extends ReverseProxy {

	HaproxyTcp() {
		super("haproxy");
	}

	@Override
	boolean passesConnectionsOn() {
		return true;
	}

	@Override
	RunningProcess launch(Launch launch) throws IOException {
		Settings settings = launch.settings();
		String server = "server proxy %s send-proxy-v2 source " + Endpoints.host(settings.address());
		Recipe.read("haproxy-tcp.cfg")
			.yours("bind :80", "bind " + Endpoints.text(launch.own().http()))
			.yours("server proxy 10.0.0.6:80 send-proxy-v2", server.formatted(Endpoints.text(settings.target().http())))
			.yours("bind :443", "bind " + Endpoints.text(launch.own().https()))
			.yours("server proxy 10.0.0.6:443 send-proxy-v2",
					server.formatted(Endpoints.text(settings.target().https())))
			.write(launch.directory().resolve("haproxy.cfg"));
		return launch.run("-db", "-f", "haproxy.cfg");
	}

	@Override
	public String toString() {
		return "haproxy (TCP)";
	}

}
