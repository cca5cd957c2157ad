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

package io.github.trustproxy.autoconfigure;

import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.header.ForwardedValue;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.util.StringUtils;

/**
 * Warns of a server that reads the PROXY protocol where the setting trusts what cannot be
 * the peer any more: the peer is whom the protocol names then, and no longer the load
 * balancer that connects.
 */
final class ProxyProtocolLogger {

	private static final Log logger = LogFactory.getLog(ProxyProtocolLogger.class);

	private final TrustProxy trustProxy;

	private final TrustProxyProperties properties;

	ProxyProtocolLogger(TrustProxy trustProxy, TrustProxyProperties properties) {
		this.trustProxy = trustProxy;
		this.properties = properties;
	}

	/**
	 * Warn of a server that reads the protocol, if there is a reason to.
	 * @param server what reads it
	 */
	void warn(String server) {
		String peer = server + " reads the PROXY protocol, so that the peer is whom the protocol names, and no longer"
				+ " the load balancer that connects: ";
		if (this.trustProxy.trustedHops() > 0) {
			if (believesAddresses()) {
				logger.warn(peer + "a count or 'true' trusts the client itself, which then chooses its address with a"
						+ " header. If no other proxy is between the load balancer and its clients, leave 'for' out of"
						+ " trust-proxy.headers, and client-ip-header away.");
			}
		}
		else if (!this.trustProxy.trustedRanges().isEmpty() || !this.trustProxy.trustedLists().isEmpty()) {
			logger.warn(peer + "the addresses and proofs of trust-proxy are compared with that one, and trusting those"
					+ " of the load balancer has no effect. If nobody else can connect, and no other proxy is between"
					+ " the load balancer and its clients, set 'trust-proxy: 1' and"
					+ " 'trust-proxy.headers: proto, host, port'.");
		}
	}

	private boolean believesAddresses() {
		return this.properties.headers().contains(ForwardedValue.FOR)
				|| StringUtils.hasLength(this.properties.clientIpHeader());
	}

}
