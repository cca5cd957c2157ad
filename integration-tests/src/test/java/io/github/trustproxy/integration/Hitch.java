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
import java.net.InetSocketAddress;

import io.github.trustproxy.support.RunningProcess;

/**
 * A hitch that runs {@code docs/recipes/hitch.conf}.
 */
final class Hitch extends ReverseProxy {

	Hitch() {
		super("hitch");
	}

	@Override
	boolean listensForHttp() {
		return false;
	}

	@Override
	boolean speaksHttp2() {
		return true;
	}

	@Override
	boolean passesConnectionsOn() {
		return true;
	}

	@Override
	String connectsFrom(Settings settings) {
		// It cannot choose the address
		return settings.address().contains(":") ? "::1" : "127.0.0.1";
	}

	@Override
	RunningProcess launch(Launch launch) throws IOException {
		Certificate certificate = launch.settings().certificate();
		launch.write("certificate.pem", certificate.key() + certificate.certificate());
		boolean root = "root".equals(System.getProperty("user.name"));
		Recipe.read("hitch.conf")
			.yours("frontend = \"[*]:443\"", "frontend = \"%s\"".formatted(text(launch.own().https())))
			.yours("pem-file = \"/etc/hitch/app.example.com.pem\"",
					"pem-file = \"%s\"".formatted(launch.directory().resolve("certificate.pem")))
			.yours("user = \"_hitch\"", root ? "user = \"nobody\"" : "")
			.yours("backend = \"[127.0.0.1]:8443\"",
					"backend = \"%s\"".formatted(text(launch.settings().target().http())))
			.enable("alpn-protos = \"h2, http/1.1\"")
			.write(launch.directory().resolve("hitch.conf"));
		return launch.run("--config", launch.directory().resolve("hitch.conf").toString());
	}

	private static String text(InetSocketAddress address) {
		return "[%s]:%d".formatted(address.getAddress().getHostAddress(), address.getPort());
	}

}
