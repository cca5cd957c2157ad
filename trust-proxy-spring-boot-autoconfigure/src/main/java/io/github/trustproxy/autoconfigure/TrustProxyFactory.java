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

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.trustproxy.Door;
import io.github.trustproxy.InvalidSettingException;
import io.github.trustproxy.RequestTrace;
import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.TrustProxyBuilder;
import io.github.trustproxy.header.ForwardedValue;
import io.github.trustproxy.header.HeaderFormat;
import io.github.trustproxy.observe.ForwardedHostLogger;
import io.github.trustproxy.observe.RequestListener;
import io.github.trustproxy.observe.RequestListeners;
import io.github.trustproxy.observe.UntrustedPeerLogger;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Compiles the properties, and tells the operator what is trusted now.
 */
final class TrustProxyFactory {

	private static final Log logger = LogFactory.getLog(TrustProxyFactory.class);

	private final TrustProxyProperties properties;

	private final Environment environment;

	private final SettingSources sources;

	TrustProxyFactory(TrustProxyProperties properties, Environment environment, SettingSources sources) {
		this.sources = sources;
		this.properties = properties;
		this.environment = environment;
	}

	/**
	 * Compile the properties.
	 * @param policy the application's own policy, or {@code null} without one
	 * @param listeners are told of each request
	 * @param doors where requests come in
	 * @param tracer finds the traces of requests, {@code null} if there are none
	 */
	TrustProxy create(@Nullable TrustPolicy policy, List<RequestListener> listeners, List<Door> doors,
			RequestTrace.@Nullable Finder tracer) {
		TrustProxyBuilder builder = TrustProxy.builder();
		TrustPolicy effective = (policy != null) ? policy : this.sources.policy();
		if (effective != null) {
			builder.policy(effective);
		}
		configure(builder);
		List<RequestListener> all = new ArrayList<>(listeners);
		if (!builder.trustsNobody()) {
			addWarnings(all, (policy != null) ? null : this.sources.property());
		}
		TrustProxy trustProxy = builder.onPolicyFailure(PolicyFailureLogger.ofPolicy())
			.onRequest(new RequestListeners(all, PolicyFailureLogger.ofListener()))
			.doors(doors)
			.tracer(tracer)
			.build();
		if (effective != null) {
			report(trustProxy, policy);
		}
		return trustProxy;
	}

	private void addWarnings(List<RequestListener> listeners, @Nullable String property) {
		String remedy = (property != null) ? "add them to " + property + ", such as '%s'"
				: "let the TrustPolicy bean trust them, such as '%s'";
		listeners.add(new UntrustedPeerLogger(remedy, null, new WarningLogger(UntrustedPeerLogger.class)));
		if (this.properties.headers().contains(ForwardedValue.HOST) && this.properties.allowedHosts().isEmpty()) {
			listeners.add(new ForwardedHostLogger(headerOfHost(), new WarningLogger(ForwardedHostLogger.class)));
		}
	}

	private String headerOfHost() {
		if (this.properties.headerFormat() == HeaderFormat.STANDARD) {
			return "Forwarded";
		}
		String name = textOrNull(this.properties.headerNames().host());
		return (name != null) ? name : ForwardedValue.HOST.header();
	}

	private void configure(TrustProxyBuilder builder) {
		TrustProxyProperties properties = this.properties;
		builder.headerFormat(properties.headerFormat())
			.values(properties.headers())
			.prefixHandling(properties.prefix())
			.hideHeaders(properties.hideHeaders())
			.proofHeaders(this.sources.proofHeaders());
		String name = "max-hops";
		try {
			builder.maxHops(properties.maxHops());
			name = "client-ip-header";
			builder.clientIpHeader(textOrNull(properties.clientIpHeader()));
			for (ForwardedValue value : ForwardedValue.values()) {
				String header = textOrNull(properties.headerNames().of(value));
				if (header != null) {
					name = "header-names." + value.name().toLowerCase(Locale.ROOT);
					builder.headerName(value, header);
				}
			}
			TrustProxyProperties.ClientCertificate certificate = properties.clientCertificate();
			String header = textOrNull(certificate.header());
			name = (header != null) ? "client-certificate.header" : "client-certificate.format";
			builder.certificateHeader(header, certificate.format());
			String chainHeader = textOrNull(certificate.chainHeader());
			if (chainHeader != null) {
				name = "client-certificate.chain-header";
				builder.certificateChainHeader(chainHeader);
			}
			name = "allowed-hosts";
			builder.allowedHosts(properties.allowedHosts());
			name = "protected-headers";
			builder.protectedHeaders(properties.protectedHeaders());
		}
		catch (InvalidSettingException ex) {
			throw RejectedProperty.of(this.environment, "trust-proxy." + name, ex);
		}
	}

	private static @Nullable String textOrNull(@Nullable String text) {
		return StringUtils.hasLength(text) ? text : null;
	}

	private void report(TrustProxy trustProxy, @Nullable TrustPolicy policy) {
		logger.info("Trust proxy: " + trustProxy);
		for (String warning : new SettingAdvice(this.properties, trustProxy, policy, this.sources).warnings()) {
			logger.warn(warning);
		}
	}

}
