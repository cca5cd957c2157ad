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

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.trustproxy.MalformedHandling;
import io.github.trustproxy.certificate.CertificateFormat;
import io.github.trustproxy.header.ForwardedValue;
import io.github.trustproxy.header.HeaderFormat;
import io.github.trustproxy.header.PrefixHandling;
import io.github.trustproxy.source.Guard;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties of trust-proxy. The value of {@code trust} can also be given to
 * {@code trust-proxy} itself, which is the usual form.
 *
 * @param trust Reverse proxies to trust: true, false, a number of hops, or a list of
 * addresses, ranges, names and providers. The same as trust-proxy itself.
 * @param maxHops Maximum number of proxies to trust, whatever else is configured.
 * @param headerFormat Family of forwarding headers to believe.
 * @param headers Values of the header family to believe.
 * @param clientIpHeader Name of a header in which the outermost proxy sends the address
 * of the client, alone. Read instead of the header family's addresses.
 * @param headerNames Names of the headers that have other names than usual.
 * @param prefix Where to put a forwarded prefix.
 * @param allowedHosts Forwarded hosts to believe, such as 'example.com' or
 * '*.example.com'. Any valid host if empty.
 * @param malformed What a malformed address does.
 * @param hideHeaders Whether to hide the forwarding headers from the application.
 * @param protectedHeaders Names of further headers that only a trusted peer may send.
 * Hidden from the application unless the peer is trusted.
 * @param sources Where lists of addresses come from, by the name that stands for them in
 * trust-proxy.
 * @param cacheDirectory Directory in which the last good lists of 'https' survive a
 * restart. None by default.
 * @param clientCertificate How a proxy forwards the certificate of the client.
 * @param observations What observations of requests say.
 * @since 0.1.0
 */
@ConfigurationProperties("trust-proxy")
// @formatter:off
public record TrustProxyProperties(
		@Nullable List<String> trust,
		@DefaultValue("32") int maxHops,
		HeaderFormat headerFormat,
		Set<ForwardedValue> headers,
		@Nullable String clientIpHeader,
		HeaderNames headerNames,
		PrefixHandling prefix,
		List<String> allowedHosts,
		MalformedHandling malformed,
		@DefaultValue("true") boolean hideHeaders,
		List<String> protectedHeaders,
		Map<String, Source> sources,
		@Nullable String cacheDirectory,
		ClientCertificate clientCertificate,
		Observations observations) {
// @formatter:on

	/**
	 * Create properties. {@code null} stands for the default of a property, which Boot
	 * would take long to make of a text, at every start.
	 * @param trust who is trusted, or {@code null}
	 * @param maxHops how many proxies at most
	 * @param headerFormat a format or {@code null}
	 * @param headers values or {@code null}
	 * @param clientIpHeader a name or {@code null}
	 * @param headerNames names or {@code null}
	 * @param prefix a way or {@code null}
	 * @param allowedHosts patterns or {@code null}
	 * @param malformed a way or {@code null}
	 * @param hideHeaders whether they are hidden
	 * @param protectedHeaders names or {@code null}
	 * @param sources sources by name, or {@code null}
	 * @param cacheDirectory a directory or {@code null}
	 * @param clientCertificate settings or {@code null}
	 * @param observations settings or {@code null}
	 */
	public TrustProxyProperties {
		headerFormat = orElse(headerFormat, HeaderFormat.X_FORWARDED);
		headers = orElse(headers, EnumSet.complementOf(EnumSet.of(ForwardedValue.PREFIX)));
		headerNames = orElse(headerNames, new HeaderNames(null, null, null, null));
		prefix = orElse(prefix, PrefixHandling.PREPEND);
		allowedHosts = orElse(allowedHosts, List.of());
		malformed = orElse(malformed, MalformedHandling.STOP);
		protectedHeaders = orElse(protectedHeaders, List.of());
		sources = orElse(sources, Map.of());
		clientCertificate = orElse(clientCertificate, new ClientCertificate(null, null, null));
		observations = orElse(observations, new Observations(false, false, true));
	}

	private static <T> T orElse(@Nullable T value, T other) {
		return (value != null) ? value : other;
	}

	/**
	 * The headers of the x-forwarded family that have other names than usual.
	 *
	 * @param proto Name of the header with the scheme, such as
	 * 'CloudFront-Forwarded-Proto'. Read instead of X-Forwarded-Proto, which is hidden
	 * all the same.
	 * @param host Name of the header with the host, such as 'X-Original-Host'. Read
	 * instead of X-Forwarded-Host, which is hidden all the same.
	 * @param port Name of the header with the port. Read instead of X-Forwarded-Port,
	 * which is hidden all the same.
	 * @param prefix Name of the header with the prefix, such as 'X-Script-Name'. Read
	 * instead of X-Forwarded-Prefix, which is hidden all the same.
	 */
	public record HeaderNames(@Nullable String proto, @Nullable String host, @Nullable String port,
			@Nullable String prefix) {

		/**
		 * Return the name of the header with a value.
		 * @param value the value
		 * @return the name, {@code null} or empty if it is the usual one
		 */
		public @Nullable String of(ForwardedValue value) {
			return switch (value) {
				case FOR -> null;
				case PROTO -> this.proto;
				case HOST -> this.host;
				case PORT -> this.port;
				case PREFIX -> this.prefix;
			};
		}

	}

	/**
	 * A source of addresses.
	 *
	 * @param from Where the addresses come from: addresses and ranges, 'dns:NAME',
	 * 'file:PATH' or 'https://' URLs. For a provider where it publishes its list.
	 * @param service Which entries of the JSON of AWS or Azure count. By default those
	 * that connect to origins.
	 * @param refresh How often to look again. By default 1h for 'https', 30s for 'dns',
	 * for 'file' when it changes, and for a provider never.
	 * @param maxAge How long to trust the last good list when there is no other. By
	 * default 7d for 'https', 5m for 'dns', and else for ever.
	 * @param required Whether there has to be a list at the start. By default for 'file'
	 * and 'https'.
	 * @param guard Whether to refuse a list that changed too much. By default 'strict'
	 * for 'https' and providers, else 'off'.
	 * @param sslBundle Name of the SSL bundle for 'https'.
	 * @param proof What a request has to show besides an address.
	 */
	public record Source(@Nullable List<String> from, @Nullable String service, @Nullable Duration refresh,
			@Nullable Duration maxAge, @Nullable Boolean required, @Nullable Guard guard, @Nullable String sslBundle,
			@Nullable Proof proof) {

	}

	/**
	 * What a request has to show for a source to trust its address.
	 *
	 * @param header Name of a header with a secret, such as 'X-Origin-Verify'. Always
	 * hidden from the application.
	 * @param values Secrets of 16 characters or more, each of which will do. Never shown.
	 * @param certificate Certificate that the peer has to present: its subject (RFC
	 * 2253), or 'sha256:' and its fingerprint.
	 */
	public record Proof(@Nullable String header, @Nullable List<String> values, @Nullable String certificate) {

		/**
		 * Return the proof without its secrets.
		 */
		@Override
		public String toString() {
			return "Proof[header=" + this.header + ", certificate=" + this.certificate + "]";
		}

	}

	/**
	 * How a proxy forwards the certificate that the client has presented to it.
	 *
	 * @param header Name of the header with the certificate, such as 'Client-Cert'. Only
	 * a trusted peer is believed, and the header is always hidden. The proxy has to
	 * verify the certificate.
	 * @param format How the certificate is written. Guessed for the usual headers.
	 * @param chainHeader Name of the header with the certificates of the issuers, such as
	 * 'Client-Cert-Chain'.
	 */
	public record ClientCertificate(@Nullable String header, @Nullable CertificateFormat format,
			@Nullable String chainHeader) {

	}

	/**
	 * What observations of requests say.
	 *
	 * @param clientAddress Whether observations of requests have the address of the
	 * client as a high-cardinality key value.
	 * @param clientKey Whether observations of requests have what a rate limit counts as
	 * a high-cardinality key value.
	 * @param traces Whether the server's spans of OpenTelemetry have the client, scheme
	 * and host that the application sees.
	 */
	public record Observations(@DefaultValue("false") boolean clientAddress, @DefaultValue("false") boolean clientKey,
			@DefaultValue("true") boolean traces) {

	}

}
