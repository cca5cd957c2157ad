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

package io.github.trustproxy.libraries;

import io.github.trustproxy.server.AbstractApplicationTests;
import io.github.trustproxy.server.Application;
import io.github.trustproxy.server.ServerStack;
import org.junit.jupiter.api.Tag;

/**
 * An application with a library that reads requests by itself. The peer is this machine,
 * which is trusted or not.
 */
@Tag("slow")
abstract class AbstractLibraryTests extends AbstractApplicationTests {

	/** What a proxy forwards. */
	static final String[] FORWARDED = { "X-Forwarded-For: 198.51.100.66, 203.0.113.7", "X-Forwarded-Proto: https",
			"X-Forwarded-Host: www.example.com" };

	/** The same with the prefix that the proxy removed. */
	static final String[] FORWARDED_WITH_PREFIX = { "X-Forwarded-For: 198.51.100.66, 203.0.113.7",
			"X-Forwarded-Proto: https", "X-Forwarded-Host: www.example.com", "X-Forwarded-Prefix: /api" };

	/** All that a client can forge. */
	static final String[] FORGED = { "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https",
			"X-Forwarded-Host: evil.example", "X-Forwarded-Port: 8443", "X-Forwarded-Prefix: /evil",
			"X-Forwarded-Ssl: on", "Forwarded: for=203.0.113.7;proto=https;host=evil.example" };

	private final Class<?> configuration;

	/**
	 * Create the tests.
	 * @param stack the server
	 * @param servletConfiguration the library in a servlet application
	 * @param webFluxConfiguration the library in a WebFlux application
	 */
	AbstractLibraryTests(ServerStack stack, Class<?> servletConfiguration, Class<?> webFluxConfiguration) {
		super(stack);
		this.configuration = stack.isServlet() ? servletConfiguration : webFluxConfiguration;
	}

	/**
	 * Return an application that trusts the peer, and believes the prefix too.
	 */
	final Application trusting() {
		return application(this.configuration, "trust-proxy=loopback",
				"trust-proxy.headers=for,host,proto,port,prefix");
	}

	/**
	 * Return an application that does not trust the peer.
	 */
	final Application distrusting() {
		return application(this.configuration, "trust-proxy=10.0.0.0/8");
	}

}
