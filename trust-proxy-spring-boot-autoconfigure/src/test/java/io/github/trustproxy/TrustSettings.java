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

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.trustproxy.header.ForwardedValue;
import io.github.trustproxy.header.HeaderFormat;
import io.github.trustproxy.header.PrefixHandling;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a {@link TrustProxy}, for two implementations.
 *
 * @param trust the value of {@code trust-proxy}
 * @param function the policy that replaces it, or {@code null}
 * @param maxHops how many proxies are trusted at most
 * @param format the family of headers
 * @param values the values of the family
 * @param clientIpHeader the header with the client's address alone, or {@code null}
 * @param allowedHosts the hosts that may be forwarded
 * @param hideHeaders whether forwarding headers are hidden
 * @param protectedHeaders further headers that only a trusted peer may send
 * @param names the headers that have other names than usual
 * @param prefixHandling where a forwarded prefix is put
 */
public record TrustSettings(List<String> trust, @Nullable TrustPolicy function, int maxHops, HeaderFormat format,
		Set<ForwardedValue> values, @Nullable String clientIpHeader, List<String> allowedHosts, boolean hideHeaders,
		List<String> protectedHeaders, Map<ForwardedValue, String> names, PrefixHandling prefixHandling) {

	/**
	 * All values of a family are believed of the given proxies.
	 */
	public static TrustSettings of(HeaderFormat format, String... trust) {
		return new TrustSettings(List.of(trust), null, 32, format, Set.of(ForwardedValue.values()), null, List.of(),
				true, List.of(), Map.of(), PrefixHandling.PREPEND);
	}

	public TrustSettings trust(String... trust) {
		return new TrustSettings(List.of(trust), null, this.maxHops, this.format, this.values, this.clientIpHeader,
				this.allowedHosts, this.hideHeaders, this.protectedHeaders, this.names, this.prefixHandling);
	}

	public TrustSettings function(TrustPolicy function) {
		return new TrustSettings(this.trust, function, this.maxHops, this.format, this.values, this.clientIpHeader,
				this.allowedHosts, this.hideHeaders, this.protectedHeaders, this.names, this.prefixHandling);
	}

	public TrustSettings maxHops(int maxHops) {
		return new TrustSettings(this.trust, this.function, maxHops, this.format, this.values, this.clientIpHeader,
				this.allowedHosts, this.hideHeaders, this.protectedHeaders, this.names, this.prefixHandling);
	}

	public TrustProxy trustProxy() {
		TrustProxyBuilder builder = TrustProxy.builder()
			.policy((this.function != null) ? this.function : TrustSpec.parse(this.trust).policy())
			.maxHops(this.maxHops)
			.headerFormat(this.format)
			.values(this.values)
			.clientIpHeader(this.clientIpHeader)
			.allowedHosts(this.allowedHosts)
			.hideHeaders(this.hideHeaders)
			.protectedHeaders(this.protectedHeaders)
			.prefixHandling(this.prefixHandling);
		this.names.forEach(builder::headerName);
		return builder.build();
	}

}
