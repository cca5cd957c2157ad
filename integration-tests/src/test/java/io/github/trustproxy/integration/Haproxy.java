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
import java.util.Map;

import io.github.trustproxy.support.RunningProcess;

/**
 * A HAProxy that runs {@code docs/recipes/haproxy.cfg}.
 */
final class Haproxy extends ReverseProxy {

	private final Credentials credentials;

	Haproxy() {
		this(Credentials.NONE);
	}

	/**
	 * Create one that says more than addresses.
	 * @param credentials what it says
	 */
	Haproxy(Credentials credentials) {
		super("haproxy");
		this.credentials = credentials;
	}

	@Override
	boolean speaksHttp2() {
		return true;
	}

	@Override
	Map<String, Integer> refusals() {
		// It passes on what is folded onto the Host header, and NUL. The next one refuses
		// that
		return refusing(400, "space before the colon", "tab before the colon", "space before the name",
				"line without a colon", "line without a name", "NUL in a value", "CR in a value",
				"CR instead of an end of line", "byte that is not ASCII in a name", "two hosts",
				"two hosts, one of them empty", "two hosts in different case");
	}

	@Override
	RunningProcess launch(Launch launch) throws IOException {
		Settings settings = launch.settings();
		launch.write("certificate.pem", settings.certificate().certificate() + settings.certificate().key());
		this.credentials.write(launch);
		recipe(launch).write(launch.directory().resolve("haproxy.cfg"));
		return launch.run("-db", "-f", "haproxy.cfg");
	}

	private Recipe recipe(Launch launch) throws IOException {
		Settings settings = launch.settings();
		String https = Endpoints.text(launch.own().https());
		Recipe recipe = Recipe.read("haproxy.cfg")
			.yours("bind :80", "bind " + Endpoints.text(launch.own().http()))
			.yours("bind :443 ssl crt /etc/haproxy/app.example.com.pem alpn h2,http/1.1",
					"bind %s ssl crt certificate.pem alpn h2,http/1.1".formatted(https))
			.yours("server application 127.0.0.1:8080",
					(settings.target().http() != null) ? "server application %s source %s"
						.formatted(Endpoints.text(settings.target().http()), Endpoints.host(settings.address())) : "");
		if (this.credentials.clientAuthority() != null) {
			recipe = recipe.disable("bind %s ssl crt certificate.pem alpn h2,http/1.1".formatted(https))
				.enable("bind :443 ssl crt /etc/haproxy/app.example.com.pem alpn h2,http/1.1"
						+ " ca-file /etc/haproxy/clients.pem verify optional",
						"bind %s ssl crt certificate.pem alpn h2,http/1.1 ca-file clients.pem verify optional"
							.formatted(https))
				.enable("http-request set-header Client-Cert :%[ssl_c_der,base64]: if { ssl_c_used }");
		}
		if (this.credentials.secret() != null) {
			recipe = recipe.enable("http-request set-header X-Origin-Verify change-me-0123456789",
					"http-request set-header X-Origin-Verify " + this.credentials.secret());
		}
		if (settings.target().http() == null && settings.target().https() != null) {
			recipe = recipe.enable(
					"server application 10.0.0.8:8443 ssl crt /etc/haproxy/edge.pem"
							+ " ca-file /etc/haproxy/application.pem verifyhost app.internal",
					"server application %s source %s ssl crt edge.pem ca-file certificate.pem verifyhost localhost"
						.formatted(Endpoints.text(settings.target().https()), Endpoints.host(settings.address())));
		}
		if (settings.target().socket() != null) {
			recipe = recipe.enable("server application unix@/run/app/http.sock",
					"server application unix@" + settings.target().socket());
		}
		if (settings.acceptsProxyProtocol()) {
			recipe = recipe.enable("tcp-request connection expect-proxy layer4 if { src 10.0.0.5 }",
					"tcp-request connection expect-proxy layer4 if { src %s }".formatted(settings.previous()));
		}
		if (settings.behindAnotherProxy()) {
			recipe = recipe.disable("http-request set-header X-Forwarded-Proto %[ssl_fc,iif(https,http)]")
				.enable("http-request add-header X-Forwarded-Proto %[ssl_fc,iif(https,http)]");
		}
		if (settings.overwrites()) {
			recipe = recipe.enable("http-request del-header X-Forwarded-For");
		}
		if (settings.standard()) {
			recipe = (settings.overwrites() ? recipe : recipe.disable("http-request del-header Forwarded")).enable(
					"http-request add-header Forwarded for=%[src];proto=%[ssl_fc,iif(https,http)] unless { src -m sub : }")
				.enable("http-request add-header Forwarded \"for=\\\"[%[src]]\\\";proto=%[ssl_fc,iif(https,http)]\""
						+ " if { src -m sub : }");
		}
		return recipe;
	}

}
