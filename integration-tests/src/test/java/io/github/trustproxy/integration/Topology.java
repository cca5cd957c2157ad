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
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Which proxies stand in front of the sample, and what it trusts. Each machine is a
 * loopback address: the client connects from 127.0.0.5, and the proxies listen on
 * 127.0.0.2, 127.0.0.3 and so on, and connect from there. There is only one address of
 * this kind for IPv6.
 *
 * @param name says what is special about it, or is empty
 * @param setting how the sample is started
 * @param proxies the proxies, the one that the client connects to first
 * @param client the address of the client, as the first proxy learns it
 * @param ips what the sample is expected to answer as {@code ips}, or {@code null} for
 * the client and all proxies but the last
 * @param ipv6 whether everything happens on {@code ::1}
 */
record Topology(String name, SampleSetting setting, List<ReverseProxy> proxies, String client,
		@Nullable List<String> ips, boolean ipv6) {

	static final String CLIENT_MACHINE = "127.0.0.5";

	static Topology of(SampleSetting setting, ReverseProxy... proxies) {
		return new Topology("", setting, List.of(proxies), CLIENT_MACHINE, null, false);
	}

	/**
	 * The same with another name.
	 * @param name says what is special about it
	 */
	Topology named(String name) {
		return new Topology(name, this.setting, this.proxies, this.client, this.ips, this.ipv6);
	}

	/**
	 * The same with a client that comes through a load balancer. The PROXY protocol says
	 * who it is.
	 * @param client the address of the client
	 */
	Topology behindLoadBalancer(String client) {
		return new Topology(this.name, this.setting, this.proxies, client, this.ips, this.ipv6);
	}

	/**
	 * The same with another expectation.
	 * @param ips what the sample is expected to answer as {@code ips}
	 */
	Topology expecting(String... ips) {
		return new Topology(this.name, this.setting, this.proxies, this.client, List.of(ips), this.ipv6);
	}

	/**
	 * The same over IPv6.
	 */
	Topology overIpv6() {
		return new Topology(this.name, this.setting.overIpv6(), this.proxies,
				CLIENT_MACHINE.equals(this.client) ? "::1" : this.client, this.ips, true);
	}

	/**
	 * Return the address that the client connects from.
	 */
	String clientMachine() {
		return this.ipv6 ? "::1" : CLIENT_MACHINE;
	}

	private boolean isBehindLoadBalancer() {
		return !this.client.equals(clientMachine());
	}

	/**
	 * Return the addresses that the proxies add, in the order of the request. The last
	 * one is the peer of the sample.
	 */
	private List<String> hops() {
		List<String> hops = new ArrayList<>();
		for (int i = 0; i < this.proxies.size(); i++) {
			if (!this.proxies.get(i).passesConnectionsOn()) {
				hops.add(connectsFrom(i));
			}
		}
		return hops;
	}

	/**
	 * Return the address that the last proxy connects from.
	 */
	String expectedPeer() {
		return connectsFrom(this.proxies.size() - 1);
	}

	/**
	 * Return what the sample has to answer as {@code ips}.
	 */
	List<String> expectedIps() {
		if (this.ips != null) {
			return this.ips;
		}
		List<String> addresses = new ArrayList<>(hops());
		addresses.add(0, this.client);
		return addresses.subList(0, addresses.size() - 1);
	}

	/**
	 * Return the attacks that do not get through to the sample, with the statuses of the
	 * answers. The first proxy decides what those behind it get to see.
	 */
	Map<String, Integer> refusals() {
		return firstHop().refusals();
	}

	private ReverseProxy firstHop() {
		return this.proxies.stream().dropWhile(ReverseProxy::passesConnectionsOn).findFirst().orElseThrow();
	}

	/**
	 * Return whether the proxy that ends TLS speaks HTTP/2.
	 */
	private boolean speaksHttp2() {
		return firstHop().speaksHttp2() && this.proxies.get(0).listensForHttps();
	}

	Deployment deploy(Processes processes, Samples samples, String sampleName, Certificate certificate)
			throws IOException {
		return deploy(processes, samples.get(sampleName, this.setting), certificate);
	}

	/**
	 * Put the proxies in front of a sample that runs already.
	 */
	Deployment deploy(Processes processes, Sample sample, Certificate certificate) throws IOException {
		processes.watch(sample.process());
		LinkedList<Endpoints> endpoints = new LinkedList<>();
		endpoints.add(new Endpoints(sample.address(), null));
		for (int i = this.proxies.size() - 1; i >= 0; i--) {
			endpoints.push(this.proxies.get(i).start(processes, settings(i, endpoints.peek(), certificate)));
		}
		return new Deployment(this, endpoints, certificate);
	}

	private ReverseProxy.Settings settings(int index, @Nullable Endpoints target, @Nullable Certificate certificate) {
		boolean first = this.proxies.subList(0, index).stream().allMatch(ReverseProxy::passesConnectionsOn);
		boolean proxyProtocol = (index > 0) ? this.proxies.get(index - 1).passesConnectionsOn()
				: isBehindLoadBalancer();
		return new ReverseProxy.Settings(this.ipv6 ? "::1" : "127.0.0." + (2 + index), target, certificate,
				(index > 0) ? connectsFrom(index - 1) : clientMachine(), !first, proxyProtocol,
				first && this.setting.trustsAll(), this.setting.isStandard());
	}

	private String connectsFrom(int index) {
		return this.proxies.get(index).connectsFrom(settings(index, null, null));
	}

	@Override
	public String toString() {
		String description = this.proxies.stream().map(Object::toString).collect(Collectors.joining(" > "));
		return (this.ipv6 ? "IPv6: " : "") + (isBehindLoadBalancer() ? "PROXY > " : "") + description + ", "
				+ this.setting + (this.name.isEmpty() ? "" : ", " + this.name);
	}

	/**
	 * What runs.
	 *
	 * @param topology what it is made of
	 * @param endpoints where the proxies listen, the first one first, and then the sample
	 * @param certificate the certificate of all proxies
	 */
	record Deployment(Topology topology, List<Endpoints> endpoints, Certificate certificate) {

		private Endpoints edge() {
			return this.endpoints.get(0);
		}

		/**
		 * Return the ways in which clients can speak to the first proxy.
		 */
		List<Edge> edges() {
			List<Edge> edges = new ArrayList<>();
			if (edge().http() != null) {
				edges.add(Edge.HTTP);
			}
			if (edge().https() != null) {
				edges.add(Edge.HTTPS);
			}
			if (this.topology.speaksHttp2()) {
				edges.add(Edge.HTTP2);
			}
			return edges;
		}

		Client client(Edge edge) {
			String source = this.topology.clientMachine();
			return switch (edge) {
				case HTTP -> new RawHttpClient(source, edge().http(), null, proxyHeader());
				case HTTPS -> new RawHttpClient(source, edge().https(), this.certificate.trusting(), proxyHeader());
				case HTTP2 -> new RawHttp2Client(source, edge().https(), this.certificate.trusting(), proxyHeader());
			};
		}

		/**
		 * Return what the load balancer says, which is no part of the test.
		 */
		private String proxyHeader() {
			if (!this.topology.isBehindLoadBalancer()) {
				return "";
			}
			String client = this.topology.client();
			return client.contains(":") ? "PROXY TCP6 %s 2001:db8::80 50000 80\r\n".formatted(client)
					: "PROXY TCP4 %s 192.0.2.80 50000 80\r\n".formatted(client);
		}

		RawHttpClient aroundTheProxies() {
			return new RawHttpClient(this.topology.clientMachine(),
					this.endpoints.get(this.endpoints.size() - 1).http(), null);
		}

	}

}
