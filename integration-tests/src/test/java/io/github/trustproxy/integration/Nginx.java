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
 * An nginx that runs {@code docs/recipes/nginx.conf}.
 */
final class Nginx extends ReverseProxy {

	private final Credentials credentials;

	Nginx() {
		this(Credentials.NONE);
	}

	/**
	 * Create one that says more than addresses.
	 * @param credentials what it says
	 */
	Nginx(Credentials credentials) {
		super("nginx");
		this.credentials = credentials;
	}

	@Override
	boolean speaksHttp2() {
		return true;
	}

	@Override
	Map<String, Integer> refusals() {
		return refusing(400, "folded line", "space before the colon", "tab before the colon", "space before the name",
				"line without a colon", "line without a name", "NUL in a value", "CR in a value",
				"CR instead of an end of line", "two hosts", "two hosts, one of them empty",
				"two hosts in different case");
	}

	@Override
	RunningProcess launch(Launch launch) throws IOException {
		try (InputStream template = Nginx.class.getResourceAsStream("nginx.conf")) {
			Files.copy(template, launch.directory().resolve("nginx.conf"));
		}
		boolean unix = launch.settings().target().socket() != null;
		launch.write("test.conf", unix ? "" : "proxy_bind %s;\n".formatted(launch.settings().address()));
		launch.write("certificate.pem", launch.settings().certificate().certificate());
		launch.write("certificate.key", launch.settings().certificate().key());
		recipe(launch).write(launch.directory().resolve("recipe.conf"));
		this.credentials.write(launch);
		return launch.run("-e", "stderr", "-p", launch.directory().toString(), "-c",
				launch.directory().resolve("nginx.conf").toString());
	}

	private Recipe recipe(Launch launch) throws IOException {
		Settings settings = launch.settings();
		String proxyProtocol = settings.acceptsProxyProtocol() ? " proxy_protocol" : "";
		Recipe recipe = Recipe.read("nginx.conf")
			.yours("listen 80;", "listen %s%s;".formatted(Endpoints.text(launch.own().http()), proxyProtocol))
			.yours("listen 443 ssl http2;",
					"listen %s ssl http2%s;".formatted(Endpoints.text(launch.own().https()), proxyProtocol))
			.yours("server_name app.example.com;", "server_name app.example.com;")
			.yours("ssl_certificate     /etc/nginx/app.example.com.pem;", "ssl_certificate certificate.pem;")
			.yours("ssl_certificate_key /etc/nginx/app.example.com.key;", "ssl_certificate_key certificate.key;")
			.yours("proxy_pass http://127.0.0.1:8080;", proxyPass(settings.target()));
		if (this.credentials.clientAuthority() != null) {
			recipe = recipe
				.enable("ssl_client_certificate /etc/nginx/clients.pem;", "ssl_client_certificate clients.pem;")
				.enable("ssl_verify_client optional;")
				.enable("proxy_set_header ssl-client-cert $ssl_client_escaped_cert;");
		}
		if (this.credentials.secret() != null) {
			recipe = recipe.enable("proxy_set_header X-Origin-Verify change-me-0123456789;",
					"proxy_set_header X-Origin-Verify %s;".formatted(this.credentials.secret()));
		}
		if (settings.target().http() == null && settings.target().https() != null) {
			recipe = recipe
				.enable("proxy_pass https://10.0.0.8:8443;",
						"proxy_pass https://%s;".formatted(Endpoints.text(settings.target().https())))
				.enable("proxy_ssl_certificate         /etc/nginx/edge.pem;", "proxy_ssl_certificate edge.pem;")
				.enable("proxy_ssl_certificate_key     /etc/nginx/edge.key;", "proxy_ssl_certificate_key edge.pem;")
				.enable("proxy_ssl_trusted_certificate /etc/nginx/application.pem;",
						"proxy_ssl_trusted_certificate certificate.pem;")
				.enable("proxy_ssl_name app.internal;", "proxy_ssl_name localhost;")
				.enable("proxy_ssl_verify on;");
		}
		if (settings.target().socket() != null) {
			recipe = recipe.enable("proxy_pass http://unix:/run/app/http.sock;",
					"proxy_pass http://unix:%s;".formatted(settings.target().socket()));
		}
		if (settings.acceptsProxyProtocol()) {
			recipe = recipe.enable("set_real_ip_from 10.0.0.5;", "set_real_ip_from %s;".formatted(settings.previous()))
				.enable("real_ip_header proxy_protocol;");
		}
		if (settings.behindAnotherProxy()) {
			recipe = recipe.disable("proxy_set_header X-Forwarded-Proto $scheme;")
				.enable("proxy_set_header X-Forwarded-Proto \"$http_x_forwarded_proto, $scheme\";");
		}
		if (settings.overwrites()) {
			recipe = recipe.disable("proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;")
				.enable("proxy_set_header X-Forwarded-For $remote_addr;");
		}
		return recipe;
	}

	private static String proxyPass(Endpoints target) {
		return (target.http() != null) ? "proxy_pass http://%s;".formatted(Endpoints.text(target.http())) : "";
	}

}
