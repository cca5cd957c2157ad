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

import java.util.List;
import java.util.function.Supplier;

import io.github.trustproxy.InvalidSettingException;
import io.github.trustproxy.Proof;
import io.github.trustproxy.header.ForwardedValue;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.util.CollectionUtils;
import org.springframework.util.StringUtils;

/**
 * Makes the proof of a source from its properties. What is refused is not shown: a secret
 * may stand in the wrong place.
 */
final class ProofSettings {

	private final TrustProxyProperties properties;

	private final Environment environment;

	private final String prefix;

	/**
	 * Create the settings of a source.
	 * @param properties have the headers that are none of proofs
	 * @param environment says where something was set
	 * @param source the properties of the source, without the dot behind them
	 */
	ProofSettings(TrustProxyProperties properties, Environment environment, String source) {
		this.properties = properties;
		this.environment = environment;
		this.prefix = source + ".proof.";
	}

	/**
	 * Create the proof.
	 * @throws HiddenValueException if it is none
	 */
	Proof create(TrustProxyProperties.Proof proof) {
		Proof ofHeader = ofHeader(proof.header(), proof.values());
		String certificate = proof.certificate();
		if (certificate == null) {
			if (ofHeader == null) {
				throw refused("header", "A proof is a header with its values, a certificate, or both.");
			}
			return ofHeader;
		}
		Proof ofCertificate = get("certificate", () -> Proof.ofCertificate(certificate.strip()));
		return (ofHeader != null) ? ofHeader.and(ofCertificate) : ofCertificate;
	}

	private @Nullable Proof ofHeader(@Nullable String header, @Nullable List<String> values) {
		if (header == null && values == null) {
			return null;
		}
		if (!StringUtils.hasText(header)) {
			throw refused("header",
					"There are values, but it is not said which header has one of them. Name it here, such as"
							+ " 'X-Origin-Verify'.");
		}
		if (values == null || CollectionUtils.isEmpty(values)) {
			throw refused("values",
					"There is a header, but no value that it has to have: every request with this header would do. Set here a"
							+ " secret of 16 characters or more, such as what 'openssl rand -hex 32' prints.");
		}
		get("header", () -> {
			Proof.checkHeader(header);
			return header;
		});
		checkNotForwarded(header);
		return get("values", () -> Proof.ofHeader(header, values));
	}

	private void checkNotForwarded(String header) {
		TrustProxyProperties.ClientCertificate certificate = this.properties.clientCertificate();
		boolean forwarded = header.equalsIgnoreCase(this.properties.clientIpHeader())
				|| header.equalsIgnoreCase(certificate.header()) || header.equalsIgnoreCase(certificate.chainHeader());
		for (ForwardedValue value : ForwardedValue.values()) {
			forwarded |= header.equalsIgnoreCase(this.properties.headerNames().of(value));
		}
		if (forwarded) {
			throw refused("header", "This is a forwarding header of trust-proxy itself, which cannot have a secret.");
		}
	}

	private <T> T get(String key, Supplier<T> value) {
		try {
			return value.get();
		}
		catch (InvalidSettingException ex) {
			throw refused(key, ex.getReason());
		}
	}

	private HiddenValueException refused(String key, String reason) {
		String property = this.prefix + key;
		TrustSetting set = TrustSetting.bind(this.environment, property);
		return new HiddenValueException(
				property + ((set != null && set.origin() != null) ? " (originating from '" + set.origin() + "')" : ""),
				reason);
	}

}
