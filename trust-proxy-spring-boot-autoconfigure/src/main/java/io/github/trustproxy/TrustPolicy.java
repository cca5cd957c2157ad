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

package io.github.trustproxy;

import java.net.InetAddress;

/**
 * Decides which hops are trusted proxies. A bean of this type replaces the
 * {@code trust-proxy} property, for rules that it cannot express: <pre class="code">
 * &#64;Bean
 * TrustPolicy trustPolicy() {
 *     TrustPolicy mesh = TrustPolicy.of("10.0.0.0/8");
 *     return (address, hop) -&gt; hop &lt; 2 &amp;&amp; mesh.trusts(address, hop);
 * }
 * </pre>
 * <p>
 * This is the custom function of Express's {@code trust proxy}, called with the same
 * arguments: the address, and the distance of the hop. As there, it is not asked about
 * the left-most entry of the chain. An implementation is called on the thread of the
 * request, in WebFlux on the event loop, so it must neither block nor resolve names. If
 * it throws an exception or an error, nobody is trusted for that request.
 * <p>
 * The peer of a Unix domain socket has no address. A policy of the application is not
 * asked about it, and nobody is trusted then; a bean that is {@code of("unix")},
 * {@link #hops} or {@link #all} itself trusts it like the setting.
 * <p>
 * <strong>Security note:</strong> whoever is trusted may choose the client's address,
 * scheme and host. A policy that looks only at {@code hop} trusts a client that connects
 * directly, around the proxies.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface TrustPolicy {

	/**
	 * Decide whether a hop is a trusted proxy.
	 * @param address the address of the hop; its host name is its literal, so that asking
	 * for it makes no DNS query
	 * @param hop the distance: 0 for the peer, which is the socket's other end
	 * @return whether what this hop says of the hop before it is believed
	 */
	boolean trusts(InetAddress address, int hop);

	/**
	 * Return a policy that trusts nobody, like the setting {@code false}.
	 * @return the policy
	 */
	static TrustPolicy none() {
		return TrustSpec.parse("false").policy();
	}

	/**
	 * Return a policy that trusts every hop, like the setting {@code true}. The client is
	 * then the left-most entry, which is safe only behind a proxy that overwrites the
	 * header.
	 * @return the policy
	 */
	static TrustPolicy all() {
		return TrustSpec.parse("true").policy();
	}

	/**
	 * Return a policy that trusts a number of hops, the peer being the first.
	 * @param count how many proxies are trusted, 0 to {@value TrustSpec#MAX_COUNT}
	 * @return the policy
	 * @throws InvalidSettingException if the count is out of range
	 */
	static TrustPolicy hops(int count) {
		return TrustSpec.parse(Integer.toString(count)).policy();
	}

	/**
	 * Return the policy of a setting, written as in the property {@code trust-proxy}. See
	 * {@link TrustSpec} for the grammar.
	 * @param entries the setting, for example {@code "loopback", "10.0.0.0/8"}
	 * @return the policy
	 * @throws InvalidSettingException if an entry cannot be understood
	 */
	static TrustPolicy of(String... entries) {
		return TrustSpec.parse(entries).policy();
	}

}
