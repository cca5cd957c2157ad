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

package io.github.trustproxy.load;

import java.util.List;
import java.util.stream.Stream;

/**
 * The settings of the applications that run side by side in one JVM, so that what one of
 * them remembers could be seen in the other.
 */
enum Setting {

	/** Believes {@code X-Forwarded-*}, and prefixes as well. */
	X_FORWARDED("trust-proxy.headers=for,host,proto,port,prefix", "trust-proxy.protected-headers=X-Forwarded-User"),

	/** Believes {@code Forwarded}, and refuses what is malformed. */
	STANDARD("trust-proxy.header-format=standard", "trust-proxy.malformed=reject");

	private static final List<String> SHARED = List.of(
			// The proxies: the peer, those in front of it, and the peer over IPv6
			"trust-proxy=127.0.0.9,10.0.0.0/8,::1",
			// For long chains
			"server.max-http-request-header-size=16KB",
			// Pools that do not grow, so that each thread more is one too many
			"server.tomcat.threads.max=12", "server.tomcat.threads.min-spare=12", "server.jetty.threads.max=12",
			"server.jetty.threads.min=12",
			// Tomcat remembers for some seconds which files there are not, the more the
			// faster the requests come
			"server.tomcat.resource.allow-caching=false",
			// A busy machine must not look like a server that gives up
			"server.tomcat.connection-timeout=5m", "server.tomcat.keep-alive-timeout=5m",
			"server.jetty.connection-idle-timeout=5m",
			// Warns of each request that it refuses
			"logging.level.reactor.netty=off",
			// Says nothing else in other tests
			"logging.level.org.eclipse.jetty=warn");

	private final List<String> own;

	Setting(String... own) {
		this.own = List.of(own);
	}

	/**
	 * Return the properties of the application.
	 */
	String[] properties() {
		return Stream.concat(SHARED.stream(), this.own.stream()).toArray(String[]::new);
	}

}
