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
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.github.trustproxy.support.RunningProcess;

/**
 * A Varnish that runs {@code docs/recipes/varnish.vcl}. It waits for the PROXY protocol
 * instead of HTTP if hitch or a load balancer stands in front of it.
 */
final class Varnish extends ReverseProxy {

	private final Map<String, Integer> refusals;

	Varnish() {
		this(refusalsOfTheEdge());
	}

	private Varnish(Map<String, Integer> refusals) {
		super("varnishd");
		this.refusals = refusals;
	}

	/**
	 * A Varnish behind a proxy that refuses or repairs what this one would refuse.
	 */
	static Varnish behindAnotherProxy() {
		return new Varnish(Map.of());
	}

	/**
	 * A Varnish in front of a proxy that accepts what is folded onto the Host header.
	 */
	static Varnish inFrontOfSquid() {
		Map<String, Integer> refusals = refusalsOfTheEdge();
		refusals.put("space before the name", 200);
		return new Varnish(refusals);
	}

	private static Map<String, Integer> refusalsOfTheEdge() {
		// It passes on what is folded onto the Host header. The sample refuses that
		Map<String, Integer> refusals = new HashMap<>(refusing(400, "header that the connection names",
				"headers that the connection names in lower case", "space before the colon", "tab before the colon",
				"space before the name", "line without a colon", "line without a name", "NUL in a value",
				"CR in a value", "CR instead of an end of line", "byte that is not ASCII in a name", "two hosts",
				"two hosts, one of them empty", "two hosts in different case"));
		// It makes one line of it, whatever comes behind it would do
		refusals.put("folded line", 200);
		return refusals;
	}

	@Override
	boolean listensForHttps() {
		return false;
	}

	@Override
	String connectsFrom(Settings settings) {
		// It cannot choose the address
		return settings.address().contains(":") ? "::1" : "127.0.0.1";
	}

	@Override
	Map<String, Integer> refusals() {
		return this.refusals;
	}

	@Override
	RunningProcess launch(Launch launch) throws IOException {
		Path recipe = launch.directory().resolve("recipe.vcl");
		recipe(launch.settings()).write(recipe);
		String listener = Endpoints.text(launch.own().http());
		// It finds the compiler there
		return launch.run(Map.of("PATH", "/usr/bin:/bin"), "-j", "none", "-F", "-n",
				launch.directory().resolve("work").toString(), "-T", "none", "-p", "vsl_space=1M", "-p",
				"feature=+http2", "-a", launch.settings().acceptsProxyProtocol() ? listener + ",PROXY" : listener, "-f",
				recipe.toString());
	}

	private static Recipe recipe(Settings settings) throws IOException {
		String trusted = settings.acceptsProxyProtocol() ? settings.previous() : "127.0.0.1";
		Recipe recipe = Recipe.read("varnish.vcl")
			.yours(".host = \"127.0.0.1\";",
					".host = \"%s\";".formatted(settings.target().http().getAddress().getHostAddress()))
			.yours(".port = \"8080\";", ".port = \"%d\";".formatted(settings.target().http().getPort()))
			.yours("\"127.0.0.1\";", "\"%s\";".formatted(trusted));
		if (settings.behindAnotherProxy()) {
			recipe = recipe.disable("set req.http.X-Forwarded-Proto = \"http\";")
				.disable("set req.http.X-Forwarded-Proto = \"https\";")
				.enable("std.collect(req.http.X-Forwarded-Proto);")
				.enable("set req.http.X-Forwarded-Proto = req.http.X-Forwarded-Proto + \", http\";");
		}
		if (settings.overwrites()) {
			recipe = recipe.enable("set req.http.X-Forwarded-For = client.ip;");
		}
		return recipe;
	}

}
