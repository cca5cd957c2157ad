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
import java.util.Map;

import io.github.trustproxy.support.RunningProcess;

/**
 * A Caddy that runs {@code docs/recipes/Caddyfile}.
 */
final class Caddy extends ReverseProxy {

	Caddy() {
		super("caddy");
	}

	@Override
	boolean speaksHttp2() {
		return true;
	}

	@Override
	Map<String, Integer> refusals() {
		return refusing(400, "space before the colon", "tab before the colon", "space before the name",
				"line without a colon", "NUL in a value", "CR in a value", "CR instead of an end of line",
				"byte that is not ASCII in a name", "two hosts", "two hosts, one of them empty",
				"two hosts in different case");
	}

	/**
	 * Caddy 2.6 leaves it to the system.
	 */
	@Override
	String connectsFrom(Settings settings) {
		return "127.0.0.1";
	}

	@Override
	RunningProcess launch(Launch launch) throws IOException {
		try (InputStream template = Caddy.class.getResourceAsStream("Caddyfile")) {
			Files.copy(template, launch.directory().resolve("Caddyfile"));
		}
		launch.write("certificate.pem", launch.settings().certificate().certificate());
		launch.write("certificate.key", launch.settings().certificate().key());
		recipe(launch).write(launch.directory().resolve("recipe"));
		return launch.run(environment(launch), "run", "--config", "Caddyfile", "--adapter", "caddyfile");
	}

	private static Map<String, String> environment(Launch launch) {
		// The home is where it keeps its state
		return Map.of("HOME", launch.directory().toString(), "ADDRESS", launch.settings().address(), "HTTP_PORT",
				String.valueOf(launch.own().http().getPort()), "HTTPS_PORT",
				String.valueOf(launch.own().https().getPort()));
	}

	private static Recipe recipe(Launch launch) throws IOException {
		Settings settings = launch.settings();
		Recipe recipe = Recipe.read("Caddyfile")
			.yours("reverse_proxy 127.0.0.1:8080 {",
					"reverse_proxy %s {".formatted(Endpoints.text(settings.target().http())))
			.yours("http://app.example.com {", "http://app.example.com {")
			.yours("https://app.example.com {", "https://app.example.com {")
			.yours("tls /etc/caddy/app.example.com.pem /etc/caddy/app.example.com.key",
					"tls certificate.pem certificate.key");
		if (settings.behindAnotherProxy()) {
			recipe = recipe.enable("trusted_proxies 10.0.0.5", "trusted_proxies " + settings.previous());
		}
		return recipe;
	}

}
