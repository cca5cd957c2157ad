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

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.github.trustproxy.address.Characters;
import io.github.trustproxy.certificate.CertificateFormat;
import io.github.trustproxy.certificate.CertificateHeaders;
import io.github.trustproxy.header.ForwardedValue;
import io.github.trustproxy.header.HeaderFormat;
import io.github.trustproxy.header.PrefixHandling;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link TrustProxy}.
 *
 * @since 0.1.0
 */
public final class TrustProxyBuilder {

	private static final String NO_CERTIFICATE_HEADER = "There is no header with certificates."
			+ " Name it in trust-proxy.client-certificate.header.";

	TrustPolicy policy = TrustPolicy.none();

	int maxHops = 32;

	HeaderFormat headerFormat = HeaderFormat.X_FORWARDED;

	Set<ForwardedValue> values = EnumSet.complementOf(EnumSet.of(ForwardedValue.PREFIX));

	@Nullable String clientIpHeader;

	final Map<ForwardedValue, String> headerNames = new EnumMap<>(ForwardedValue.class);

	PrefixHandling prefixHandling = PrefixHandling.PREPEND;

	AllowedHosts allowedHosts = new AllowedHosts(List.of());

	boolean hideHeaders = true;

	@Nullable CertificateHeaders certificateHeaders;

	List<String> protectedHeaders = List.of();

	List<String> proofHeaders = List.of();

	@Nullable Consumer<Throwable> policyFailures;

	@Nullable Consumer<DecidedRequest<?>> listener;

	List<Door> doors = List.of();

	RequestTrace.@Nullable Finder tracer;

	TrustProxyBuilder() {
	}

	/**
	 * Set which hops are trusted.
	 * @param policy the policy
	 * @return this builder
	 */
	public TrustProxyBuilder policy(TrustPolicy policy) {
		this.policy = policy;
		return this;
	}

	/**
	 * Set how many proxies are trusted at most, whatever the policy says.
	 * @param maxHops the number, 0 or more
	 * @return this builder
	 * @throws InvalidSettingException if the number is negative
	 */
	public TrustProxyBuilder maxHops(int maxHops) {
		if (maxHops < 0) {
			throw new InvalidSettingException(Integer.toString(maxHops),
					"The number of trusted proxies cannot be negative.");
		}
		this.maxHops = maxHops;
		return this;
	}

	/**
	 * Set which family of headers is believed.
	 * @param headerFormat the family
	 * @return this builder
	 */
	public TrustProxyBuilder headerFormat(HeaderFormat headerFormat) {
		this.headerFormat = headerFormat;
		return this;
	}

	/**
	 * Set which values of the family are believed.
	 * @param values the values
	 * @return this builder
	 */
	public TrustProxyBuilder values(Set<ForwardedValue> values) {
		this.values = values.isEmpty() ? EnumSet.noneOf(ForwardedValue.class) : EnumSet.copyOf(values);
		return this;
	}

	/**
	 * Set the header in which the edge sends the address of the client, alone.
	 * @param clientIpHeader the name of the header, or {@code null} for none
	 * @return this builder
	 * @throws InvalidSettingException if the name is not the name of such a header
	 */
	public TrustProxyBuilder clientIpHeader(@Nullable String clientIpHeader) {
		if (clientIpHeader != null) {
			checkHeaderName(clientIpHeader);
			checkClientIpHeader(clientIpHeader);
		}
		this.clientIpHeader = clientIpHeader;
		return this;
	}

	private static void checkHeaderName(String name) {
		if (!Characters.isToken(name)) {
			throw new InvalidSettingException(name,
					"This is not the name of a header. An example is 'CF-Connecting-IP'.");
		}
	}

	private static void checkClientIpHeader(String name) {
		if (HeaderSettings.FORWARDED.equalsIgnoreCase(name) || ForwardedValue.FOR.header().equalsIgnoreCase(name)) {
			throw new InvalidSettingException(name, "This header holds a list, to which every proxy adds."
					+ " It is read without this property, as trust-proxy.header-format says.");
		}
		if (HeaderNameCheck.isOtherThanAddress(name)) {
			throw new InvalidSettingException(name,
					"This header is not for the address of the client, and a client"
							+ " can write into it what it likes. Name the header in which the outermost proxy sends the"
							+ " address, such as 'CF-Connecting-IP' or 'X-Real-IP'.");
		}
	}

	/**
	 * Set the header that has a value instead of the usual one of the
	 * {@link HeaderFormat#X_FORWARDED} family, such as
	 * {@code CloudFront-Forwarded-Proto}. The usual one is not believed then, and hidden
	 * all the same. The {@linkplain #clientIpHeader header with the address of the
	 * client} has to be set before.
	 * @param value the value, which is not {@link ForwardedValue#FOR}
	 * @param name the name of the header
	 * @return this builder
	 * @throws InvalidSettingException if this header cannot have the value
	 */
	public TrustProxyBuilder headerName(ForwardedValue value, String name) {
		HeaderNameCheck.check(value, name, this.headerNames, this.clientIpHeader);
		this.headerNames.put(value, name);
		return this;
	}

	/**
	 * Set where a forwarded prefix is put.
	 * @param prefixHandling in front of the context path, or instead of it
	 * @return this builder
	 */
	public TrustProxyBuilder prefixHandling(PrefixHandling prefixHandling) {
		this.prefixHandling = prefixHandling;
		return this;
	}

	/**
	 * Set which hosts may be forwarded.
	 * @param allowedHosts hosts such as {@code example.com} or {@code *.example.com},
	 * empty for any valid host
	 * @return this builder
	 * @throws InvalidSettingException if an entry is no host
	 */
	public TrustProxyBuilder allowedHosts(List<String> allowedHosts) {
		this.allowedHosts = new AllowedHosts(allowedHosts);
		return this;
	}

	/**
	 * Set whether the application sees the headers that say where a request comes from.
	 * @param hideHeaders {@code false} to show them
	 * @return this builder
	 */
	public TrustProxyBuilder hideHeaders(boolean hideHeaders) {
		this.hideHeaders = hideHeaders;
		return this;
	}

	/**
	 * Set which further headers only a trusted peer may send. They are hidden from the
	 * application unless the peer is trusted.
	 * @param protectedHeaders the names, such as {@code X-Forwarded-User}
	 * @return this builder
	 * @throws InvalidSettingException if one of them is not the name of a header, or of
	 * one that HTTP needs
	 */
	public TrustProxyBuilder protectedHeaders(List<String> protectedHeaders) {
		for (String name : protectedHeaders) {
			checkHeaderName(name);
			if (HeaderNameCheck.isNeeded(name)) {
				throw new InvalidSettingException(name,
						"HTTP does not work without this header, so that it cannot"
								+ " be hidden from the application. Name headers that only your proxies send, such as"
								+ " 'X-Forwarded-User'.");
			}
		}
		this.protectedHeaders = List.copyOf(protectedHeaders);
		return this;
	}

	/**
	 * Set headers that have secrets, and are hidden always: also where the policy asks
	 * for none of them. Those that it asks for need not be among them.
	 * @param proofHeaders the names, such as {@code X-Origin-Verify}
	 * @return this builder
	 */
	public TrustProxyBuilder proofHeaders(List<String> proofHeaders) {
		this.proofHeaders = List.copyOf(proofHeaders);
		return this;
	}

	/**
	 * Set the header in which a proxy forwards the certificate of the client. What the
	 * proxy itself presents is not taken for it from then on.
	 * @param name the name of the header, such as {@code Client-Cert}, or {@code null}
	 * for none
	 * @param format how the certificate is written, or {@code null} if the header is a
	 * usual one
	 * @return this builder
	 * @throws InvalidSettingException if this header cannot have a certificate, or if the
	 * format is not known
	 */
	public TrustProxyBuilder certificateHeader(@Nullable String name, @Nullable CertificateFormat format) {
		if (name == null) {
			if (format != null) {
				throw new InvalidSettingException(format.name().toLowerCase(Locale.ROOT), NO_CERTIFICATE_HEADER);
			}
			this.certificateHeaders = null;
			return this;
		}
		checkCertificateHeader(name);
		CertificateFormat known = (format != null) ? format : CertificateFormat.ofUsual(name);
		if (known == null) {
			throw new InvalidSettingException(name, "How a certificate is written into this header is not known."
					+ " Set trust-proxy.client-certificate.format to 'rfc9440', 'pem', 'der' or 'xfcc'.");
		}
		this.certificateHeaders = new CertificateHeaders(name, known, null);
		return this;
	}

	/**
	 * Set the header with the certificates of the issuers. The
	 * {@linkplain #certificateHeader header with the certificate} has to be set before.
	 * @param name the name of the header, such as {@code Client-Cert-Chain}
	 * @return this builder
	 * @throws InvalidSettingException if this header cannot have them
	 */
	public TrustProxyBuilder certificateChainHeader(String name) {
		checkCertificateHeader(name);
		CertificateHeaders headers = this.certificateHeaders;
		if (headers == null) {
			throw new InvalidSettingException(name, NO_CERTIFICATE_HEADER);
		}
		if (name.equalsIgnoreCase(headers.header())) {
			throw new InvalidSettingException(name, "This is the header with the certificate itself. Its issuers are in"
					+ " another one, such as 'Client-Cert-Chain'.");
		}
		this.certificateHeaders = new CertificateHeaders(headers.header(), headers.format(), name);
		return this;
	}

	private static void checkCertificateHeader(String name) {
		if (!Characters.isToken(name)) {
			throw new InvalidSettingException(name, "This is not the name of a header. An example is 'Client-Cert'.");
		}
		if (HeaderNameCheck.isKnown(name)) {
			throw new InvalidSettingException(name, "This header is not for certificates. Name the one in which the"
					+ " proxy sends the certificate of the client, such as 'Client-Cert'.");
		}
	}

	/**
	 * Set who is told when the policy throws an exception or an error.
	 * @param policyFailures takes it
	 * @return this builder
	 */
	public TrustProxyBuilder onPolicyFailure(Consumer<Throwable> policyFailures) {
		this.policyFailures = policyFailures;
		return this;
	}

	/**
	 * Set who is told of each request, once, before the application sees it. It is called
	 * on the path of the request, so that it must not throw an exception, wait, or cost
	 * much.
	 * @param listener takes the request with its decision
	 * @return this builder
	 */
	public TrustProxyBuilder onRequest(Consumer<DecidedRequest<?>> listener) {
		this.listener = listener;
		return this;
	}

	/**
	 * Set where requests come in before they reach the application.
	 * @param doors the doors
	 * @return this builder
	 */
	public TrustProxyBuilder doors(List<Door> doors) {
		this.doors = List.copyOf(doors);
		return this;
	}

	/**
	 * Set who finds the traces of requests.
	 * @param tracer the tracer, or {@code null} for none
	 * @return this builder
	 */
	public TrustProxyBuilder tracer(RequestTrace.@Nullable Finder tracer) {
		this.tracer = tracer;
		return this;
	}

	/**
	 * Return whether nobody is trusted with what has been set up to now.
	 * @return {@code true} if the application faces its clients
	 */
	public boolean trustsNobody() {
		return this.maxHops == 0 || CompiledPolicy.from(this.policy).trustsNobody();
	}

	/**
	 * Build the settings.
	 * @return the compiled settings
	 */
	public TrustProxy build() {
		return new TrustProxy(this);
	}

}
