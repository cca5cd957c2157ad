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
import java.io.InputStream;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

import io.github.trustproxy.support.RunningProcess;

/**
 * A Squid that runs {@code docs/recipes/squid.conf}.
 */
final class Squid extends ReverseProxy {

	private final boolean tls;

	Squid() {
		this(true);
	}

	private Squid(boolean tls) {
		super("squid");
		this.tls = tls;
	}

	/**
	 * A Squid for the PROXY protocol, which it does not accept together with TLS.
	 */
	static Squid withoutTls() {
		return new Squid(false);
	}

	@Override
	boolean listensForHttps() {
		return this.tls;
	}

	@Override
	Map<String, Integer> refusals() {
		Map<String, Integer> refusals = new HashMap<>(refusing(400, "space before the colon", "tab before the colon",
				"line without a colon", "line without a name", "NUL in a value", "byte that is not ASCII in a name"));
		// It makes a space of it, and the sample does not know what to accept
		refusals.put("CR instead of an end of line", 406);
		// It takes what is folded onto the Host header for a part of the port, and drops
		// both
		refusals.put("space before the name", 200);
		return refusals;
	}

	@Override
	RunningProcess launch(Launch launch) throws IOException {
		try (InputStream template = Squid.class.getResourceAsStream("squid.conf")) {
			Files.copy(template, launch.directory().resolve("squid.conf"));
		}
		launch.write("test.conf", "tcp_outgoing_address %s%n".formatted(launch.settings().address()));
		launch.write("certificate.pem", launch.settings().certificate().certificate());
		launch.write("certificate.key", launch.settings().certificate().key());
		recipe(launch).write(launch.directory().resolve("recipe.conf"));
		// The name is for what it shares with no other Squid of this machine
		return launch.run("-N", "-d", "1", "-n", "tests" + launch.own().http().getPort(), "-f", "squid.conf");
	}

	private static Recipe recipe(Launch launch) throws IOException {
		Settings settings = launch.settings();
		String options = "accel vhost defaultsite=app.example.com";
		String https = (launch.own().https() != null)
				? "https_port %s name=https %s tls-cert=certificate.pem tls-key=certificate.key"
					.formatted(Endpoints.text(launch.own().https()), options)
				: "";
		Recipe recipe = Recipe.read("squid.conf")
			.yours("http_port 80 " + options,
					"http_port %s %s%s".formatted(Endpoints.text(launch.own().http()), options,
							settings.acceptsProxyProtocol() ? " require-proxy-header" : ""))
			.yours("https_port 443 name=https " + options
					+ " tls-cert=/etc/squid/app.example.com.pem tls-key=/etc/squid/app.example.com.key", https)
			.yours("cache_peer 127.0.0.1 parent 8080 0 no-query originserver",
					"cache_peer %s parent %d 0 no-query originserver".formatted(
							settings.target().http().getAddress().getHostAddress(), settings.target().http().getPort()))
			.yours("acl app dstdomain -n app.example.com", "acl app dstdomain -n app.example.com");
		if (settings.acceptsProxyProtocol()) {
			recipe = recipe
				.enable("acl load_balancer src 10.0.0.5", "acl load_balancer src %s".formatted(settings.previous()))
				.enable("proxy_protocol_access allow load_balancer");
		}
		if (settings.behindAnotherProxy()) {
			recipe = recipe.disable("request_header_access X-Forwarded-Proto deny all");
		}
		if (settings.overwrites()) {
			recipe = recipe.disable("forwarded_for on").enable("forwarded_for truncate");
		}
		return recipe;
	}

}
