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

package io.github.trustproxy.actuate;

import java.util.ArrayList;
import java.util.List;

/**
 * What stands in front of an application, as in the table of the README.
 *
 * @param name what the README calls it
 * @param proxies for each proxy the addresses that it has, the outermost proxy first
 */
record Topology(String name, List<List<String>> proxies) {

	static final Topology DIRECT = new Topology("Direct", List.of());

	static final Topology SAME_MACHINE = new Topology("Same machine", List.of(List.of("127.0.0.1")));

	static final Topology SAME_MACHINE_IPV6 = new Topology("Same machine, IPv6", List.of(List.of("::1")));

	static final Topology UNIX_SOCKET = new Topology("Unix domain socket", List.of(List.of("unix")));

	static final Topology AWS = new Topology("AWS Application Load Balancer", List.of(List.of("10.0.3.4", "10.0.4.5")));

	static final Topology CLOUDFLARE = new Topology("Cloudflare",
			List.of(List.of("173.245.48.9", "103.21.244.7", "2400:cb00:1:2::9")));

	static final Topology CLOUDFLARE_AND_AWS = new Topology("Cloudflare and an AWS load balancer",
			List.of(List.of("173.245.48.9", "103.21.244.7"), List.of("10.0.3.4", "10.0.4.5")));

	static final Topology KUBERNETES = new Topology("Kubernetes ingress", List.of(List.of("10.244.1.2")));

	/**
	 * One client's request. Each proxy adds the address that it is connected to.
	 * @param client the address of the client
	 * @param number the number of the request: proxies take turns
	 * @param forged what the client sends, empty for nothing
	 */
	ReplayedRequest request(String client, int number, String forged) {
		List<String> chain = new ArrayList<>();
		if (!forged.isEmpty()) {
			chain.add(forged);
		}
		String sender = client;
		for (List<String> addresses : this.proxies) {
			chain.add(sender);
			sender = addresses.get(number % addresses.size());
		}
		ReplayedRequest request = ReplayedRequest.from(sender);
		return chain.isEmpty() ? request : request.header("X-Forwarded-For", String.join(", ", chain));
	}

	@Override
	public String toString() {
		return this.name;
	}

}
