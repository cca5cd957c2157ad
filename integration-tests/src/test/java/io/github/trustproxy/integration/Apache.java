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
import java.nio.file.Path;
import java.util.Map;

import io.github.trustproxy.support.RunningProcess;

/**
 * An Apache httpd that runs {@code docs/recipes/apache.conf}.
 */
final class Apache extends ReverseProxy {

	Apache() {
		super("apache2");
	}

	@Override
	boolean speaksHttp2() {
		return true;
	}

	@Override
	Map<String, Integer> refusals() {
		return refusing(400, "space before the colon", "tab before the colon", "space before the name",
				"line without a colon", "line without a name", "NUL in a value", "CR in a value",
				"CR instead of an end of line", "LF instead of an end of line", "byte that is not ASCII in a name",
				"two hosts", "two hosts, one of them empty", "two hosts in different case");
	}

	@Override
	RunningProcess launch(Launch launch) throws IOException {
		try (InputStream template = Apache.class.getResourceAsStream("apache.conf")) {
			Files.copy(template, launch.directory().resolve("apache.conf"));
		}
		launch.write("certificate.pem", launch.settings().certificate().certificate());
		launch.write("certificate.key", launch.settings().certificate().key());
		recipe(launch).write(launch.directory().resolve("recipe.conf"));
		// One process: nothing is left behind when it is killed
		return launch.run(environment(launch), "-X", "-d", launch.directory().toString(), "-f", "apache.conf");
	}

	private static Map<String, String> environment(Launch launch) throws IOException {
		// From sbin to where Debian installs the modules
		Path modules = launch.executable().toRealPath().resolveSibling("../lib/apache2/modules").normalize();
		return Map.of("MODULES", modules.toString(), "ADDRESS", launch.settings().address(), "HTTP",
				Endpoints.text(launch.own().http()), "HTTPS", Endpoints.text(launch.own().https()));
	}

	private static Recipe recipe(Launch launch) throws IOException {
		Settings settings = launch.settings();
		Recipe recipe = Recipe.read("apache.conf")
			.yours("ServerName app.example.com", "ServerName app.example.com")
			.yours("ProxyPass \"/\" \"http://127.0.0.1:8080/\" upgrade=websocket",
					(settings.target().socket() != null) ? ""
							: "ProxyPass \"/\" \"http://%s/\" upgrade=websocket"
								.formatted(Endpoints.text(settings.target().http())))
			.yours("<VirtualHost *:80>", "<VirtualHost %s>".formatted(Endpoints.text(launch.own().http())))
			.yours("<VirtualHost *:443>", "<VirtualHost %s>".formatted(Endpoints.text(launch.own().https())))
			.yours("SSLCertificateFile /etc/apache2/app.example.com.pem", "SSLCertificateFile certificate.pem")
			.yours("SSLCertificateKeyFile /etc/apache2/app.example.com.key", "SSLCertificateKeyFile certificate.key");
		if (settings.target().socket() != null) {
			recipe = recipe.enable("ProxyPass \"/\" \"unix:/run/app/http.sock|http://app.example.com/\"",
					"ProxyPass \"/\" \"unix:%s|http://app.example.com/\"".formatted(settings.target().socket()));
		}
		if (settings.acceptsProxyProtocol()) {
			recipe = recipe.enable("RemoteIPProxyProtocol On");
		}
		if (settings.behindAnotherProxy()) {
			recipe = recipe.disable("RequestHeader set X-Forwarded-Proto expr=%{REQUEST_SCHEME}")
				.enable("RequestHeader append X-Forwarded-Proto expr=%{REQUEST_SCHEME}");
		}
		if (settings.overwrites()) {
			recipe = recipe.enable("RequestHeader unset X-Forwarded-For");
		}
		return recipe;
	}

}
