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

package io.github.trustproxy.test;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.github.trustproxy.ClientAddress;
import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.explain.DescribedRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClientConfigurer;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/**
 * A request that came through proxies, said once and sent in all kinds of tests:
 * <pre class="code">
 * ForwardedRequest shop = ForwardedRequest.from("203.0.113.7")
 *     .through("10.0.0.5")
 *     .by("127.0.0.1")
 *     .scheme("https")
 *     .host("shop.example");
 *
 * mockMvc.perform(get("/").with(shop.forMockMvc()));
 * webTestClient.mutateWith(shop.forWebTestClient()).get().uri("/").exchange();
 * restTestClient.get().uri("/").headers(shop.forRestTestClient()).exchange();
 * </pre> It has the headers that the setting of the application under test reads:
 * {@code Forwarded} instead of {@code X-Forwarded-For} with
 * {@code header-format: standard}, the names of {@code header-names}, or the header of
 * {@code client-ip-header}, and the secrets that it asks for as proofs. So a test stays
 * right when the setting changes, and says nothing about what somebody forges: see
 * {@link Topology} for that. What the setting does not read is not sent; a host is in
 * {@code Host} then.
 *
 * @since 0.1.0
 */
public final class ForwardedRequest {

	private static final String SEPARATOR = ";";

	private final String client;

	private final List<String> proxies;

	private final String peer;

	private final @Nullable String scheme;

	private final @Nullable String host;

	private final @Nullable String prefix;

	private ForwardedRequest(String client, List<String> proxies, String peer, @Nullable String scheme,
			@Nullable String host, @Nullable String prefix) {
		this.client = client;
		this.proxies = proxies;
		this.peer = peer;
		this.scheme = scheme;
		this.host = host;
		this.prefix = prefix;
	}

	/**
	 * Return a request of a client, which 127.0.0.1 forwards.
	 * @param client the address of the client, such as {@code 203.0.113.7}
	 * @return the request
	 * @throws IllegalArgumentException if this is no address
	 */
	public static ForwardedRequest from(String client) {
		return new ForwardedRequest(address(client), List.of(), "127.0.0.1", null, null, null);
	}

	/**
	 * Return the same request with more proxies between the client and the peer.
	 * @param proxies their addresses, that of the client's side first
	 * @return another request
	 * @throws IllegalArgumentException if one of them is no address
	 */
	public ForwardedRequest through(String... proxies) {
		List<String> all = new ArrayList<>(this.proxies);
		for (String proxy : proxies) {
			all.add(address(proxy));
		}
		return new ForwardedRequest(this.client, List.copyOf(all), this.peer, this.scheme, this.host, this.prefix);
	}

	/**
	 * Return the same request by another peer: the proxy that connects to the
	 * application. To a running server it is the test itself that connects, whatever is
	 * said here.
	 * @param peer the address of the peer
	 * @return another request
	 * @throws IllegalArgumentException if this is no address
	 */
	public ForwardedRequest by(String peer) {
		return new ForwardedRequest(this.client, this.proxies, address(peer), this.scheme, this.host, this.prefix);
	}

	/**
	 * Return the same request with the scheme that the client used.
	 * @param scheme {@code http} or {@code https}
	 * @return another request
	 */
	public ForwardedRequest scheme(String scheme) {
		return new ForwardedRequest(this.client, this.proxies, this.peer, scheme, this.host, this.prefix);
	}

	/**
	 * Return the same request for the host that the client asked for.
	 * @param host the host, with a port unless it is the default of the scheme
	 * @return another request
	 */
	public ForwardedRequest host(String host) {
		return new ForwardedRequest(this.client, this.proxies, this.peer, this.scheme, host, this.prefix);
	}

	/**
	 * Return the same request with a prefix that a proxy has removed from the path.
	 * @param prefix the prefix, such as {@code /shop}
	 * @return another request
	 */
	public ForwardedRequest prefix(String prefix) {
		return new ForwardedRequest(this.client, this.proxies, this.peer, this.scheme, this.host, prefix);
	}

	/**
	 * Return an address as it is usually written. A name or a port would be one that
	 * nobody trusts.
	 */
	private static String address(String text) {
		return DescribedRequest.from(text).decide(TrustProxy.builder().build()).client().ip();
	}

	/**
	 * Return what makes the requests of {@code MockMvc} and {@code MockMvcTester} such
	 * requests: {@code get("/").with(request.forMockMvc())}.
	 * @return a processor of requests
	 */
	public RequestPostProcessor forMockMvc() {
		return new ForwardedRequestPostProcessor(this);
	}

	/**
	 * Return what makes the requests of a {@code WebTestClient} that is bound to an
	 * application, not to a server, such requests:
	 * {@code client.mutateWith(request.forWebTestClient())}. Without it they have no
	 * peer, so that a list trusts nobody.
	 * @return a configurer of the client
	 */
	public WebTestClientConfigurer forWebTestClient() {
		return new ForwardedWebTestClientConfigurer(this);
	}

	/**
	 * Return what makes the requests of a {@code RestTestClient} that is bound to
	 * {@code MockMvc} such requests:
	 * {@code client.get().uri("/").headers(request.forRestTestClient())}. Where Spring
	 * Boot makes the {@code MockMvc}, it knows them; others need
	 * {@link ForwardedRequests}.
	 * @return a consumer of headers
	 */
	public Consumer<HttpHeaders> forRestTestClient() {
		return (headers) -> headers.set(ForwardedRequests.HEADER, encode());
	}

	/**
	 * Return the headers of the request to a running server. <pre class="code">
	 * client.get().uri("/").headers(request.headers(TrustProxySetting.of(context)))
	 * </pre>
	 * @param setting the setting of the server
	 * @return a consumer of headers
	 */
	public Consumer<HttpHeaders> headers(TrustProxySetting setting) {
		return (headers) -> setting.headers(this).forEach((line) -> headers.set(line.name(), line.value()));
	}

	/**
	 * Return the client of the request. It is for the unit test of what takes a
	 * {@link ClientAddress}: <pre class="code">
	 * controller.order(ForwardedRequest.from("203.0.113.7").clientAddress());
	 * </pre> A controller in {@code standaloneSetup} is given it by a
	 * {@code ClientAddressArgumentResolver}: <pre class="code">
	 * standaloneSetup(controller)
	 *     .setCustomArgumentResolvers(new ClientAddressArgumentResolver((any) -&gt; request.clientAddress()))
	 * </pre>
	 * @return the client, with all of the proxies trusted
	 */
	public ClientAddress clientAddress() {
		List<String> trusted = new ArrayList<>(this.proxies);
		trusted.add(this.peer);
		TrustPolicy policy = (address, hop) -> hop < trusted.size();
		TrustProxy trustProxy = TrustProxy.builder().policy(policy).build();
		return DescribedRequest.from(this.peer)
			.header("X-Forwarded-For", String.join(", ", chain()))
			.decide(trustProxy)
			.client();
	}

	private String encode() {
		return String.join(SEPARATOR, this.peer, text(this.scheme), text(this.host), text(this.prefix),
				String.join(SEPARATOR, chain()));
	}

	private static String text(@Nullable String value) {
		return (value != null) ? value : "";
	}

	/**
	 * Read a request from a header of a request to {@code MockMvc}.
	 */
	static ForwardedRequest decode(String header) {
		List<String> parts = List.of(header.split(SEPARATOR));
		return new ForwardedRequest(parts.get(4), parts.subList(5, parts.size()), parts.get(0), value(parts.get(1)),
				value(parts.get(2)), value(parts.get(3)));
	}

	private static @Nullable String value(String text) {
		return text.isEmpty() ? null : text;
	}

	String client() {
		return this.client;
	}

	/**
	 * Return the client and the proxies, without the peer, which is in no header.
	 */
	List<String> chain() {
		List<String> chain = new ArrayList<>(List.of(this.client));
		chain.addAll(this.proxies);
		return chain;
	}

	String peer() {
		return this.peer;
	}

	@Nullable String scheme() {
		return this.scheme;
	}

	@Nullable String host() {
		return this.host;
	}

	@Nullable String prefix() {
		return this.prefix;
	}

	@Override
	public String toString() {
		return "a request from " + this.client
				+ ((this.proxies.isEmpty()) ? "" : " through " + String.join(", ", this.proxies)) + " by " + this.peer
				+ ((this.scheme != null) ? " over " + this.scheme : "")
				+ ((this.host != null) ? " for " + this.host : "");
	}

}
