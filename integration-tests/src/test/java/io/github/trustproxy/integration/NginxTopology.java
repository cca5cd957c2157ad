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
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Where nginx stands, and what the sample trusts. Each machine is a loopback address: the
 * client connects from 127.0.0.5, and each nginx listens on its own address and connects
 * from it.
 */
enum NginxTopology {

	/**
	 * The recipe and the sample as they are. Every address of this machine is trusted
	 * here, so that nginx gets the address of a client from elsewhere in a header.
	 */
	LOOPBACK(null, List.of("127.0.0.1"), "2001:db8::7", true),

	/**
	 * One nginx that is trusted by its address.
	 */
	ADDRESS("127.0.0.1", List.of("127.0.0.1"), NginxTopology.CLIENT_MACHINE, false),

	/**
	 * One nginx that is trusted as one hop.
	 */
	HOP_COUNT("1", List.of("127.0.0.1"), NginxTopology.CLIENT_MACHINE, true),

	/**
	 * An nginx behind another one, both trusted by their addresses.
	 */
	CHAIN_ADDRESSES("127.0.0.2, 127.0.0.3", List.of("127.0.0.2", "127.0.0.3"), NginxTopology.CLIENT_MACHINE, false),

	/**
	 * An nginx behind another one, trusted as two hops.
	 */
	CHAIN_HOP_COUNT("2", List.of("127.0.0.2", "127.0.0.3"), NginxTopology.CLIENT_MACHINE, true);

	static final String CLIENT_MACHINE = "127.0.0.5";

	private final @Nullable String trustProxy;

	private final List<String> proxies;

	private final String client;

	private final boolean believesAnyoneOnThisMachine;

	NginxTopology(@Nullable String trustProxy, List<String> proxies, String client,
			boolean believesAnyoneOnThisMachine) {
		this.trustProxy = trustProxy;
		this.proxies = proxies;
		this.client = client;
		this.believesAnyoneOnThisMachine = believesAnyoneOnThisMachine;
	}

	/**
	 * Return the address of the client, as the nearest nginx sees it.
	 */
	String client() {
		return this.client;
	}

	/**
	 * Return the addresses of the nginx that the client connects to and of those behind
	 * it, up to the one that connects to the sample.
	 */
	List<String> proxies() {
		return this.proxies;
	}

	/**
	 * Return whether the setting believes a client that goes around nginx.
	 */
	boolean believesAnyoneOnThisMachine() {
		return this.believesAnyoneOnThisMachine;
	}

	/**
	 * Return the header that tells nginx who the client is, where its socket does not.
	 */
	List<String> clientHeader() {
		return CLIENT_MACHINE.equals(this.client) ? List.of() : List.of("X-Test-Client: " + this.client);
	}

	Deployment deploy(Processes processes, String sampleName, Certificate certificate) throws IOException {
		Sample sample = Sample.start(processes, sampleName, environment(), arguments());
		InetSocketAddress target = sample.address();
		Nginx nginx = null;
		for (int i = this.proxies.size() - 1; i >= 0; i--) {
			nginx = Nginx.start(processes,
					new Nginx.Settings(this.proxies.get(i), target, certificate, i > 0, directives()));
			target = nginx.http();
		}
		return new Deployment(sample, nginx, certificate);
	}

	private Map<String, String> environment() {
		return (this.trustProxy != null) ? Map.of("TRUST_PROXY", this.trustProxy) : Map.of();
	}

	/**
	 * Where the sample is not left as it is, it believes all that can be believed.
	 */
	private List<String> arguments() {
		return (this.trustProxy != null) ? List.of("--trust-proxy.headers=for,host,proto,port,prefix") : List.of();
	}

	private List<String> directives() {
		return clientHeader().isEmpty() ? List.of()
				: List.of("real_ip_header X-Test-Client;", "set_real_ip_from %s;".formatted(CLIENT_MACHINE));
	}

	/**
	 * What runs.
	 *
	 * @param sample the application
	 * @param nginx the nginx that clients connect to
	 * @param certificate its certificate
	 */
	record Deployment(Sample sample, Nginx nginx, Certificate certificate) {

		RawHttpClient http() {
			return new RawHttpClient(CLIENT_MACHINE, this.nginx.http(), null);
		}

		RawHttpClient https() {
			return new RawHttpClient(CLIENT_MACHINE, this.nginx.https(), this.certificate.trusting());
		}

		RawHttpClient aroundNginx() {
			return new RawHttpClient(CLIENT_MACHINE, this.sample.address(), null);
		}

	}

}
