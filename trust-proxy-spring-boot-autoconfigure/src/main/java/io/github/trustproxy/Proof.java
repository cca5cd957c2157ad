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

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

import javax.security.auth.x500.X500Principal;

import io.github.trustproxy.address.Characters;
import org.jspecify.annotations.Nullable;

/**
 * What a request has to show, besides the address of a hop, for a source to trust this
 * hop: a header with a secret, the certificate of the peer, or both. Public for what sets
 * sources up.
 * <p>
 * <strong>Security note:</strong> the secrets stay in here. Nothing shows them, and they
 * are compared in a time that does not depend on how much of a value is right.
 *
 * @since 0.1.0
 */
public final class Proof {

	/** Shorter secrets can be guessed. */
	static final int SHORTEST_VALUE = 16;

	private static final String SHA256 = "sha256:";

	private static final int SHA256_LENGTH = 32;

	private final @Nullable String header;

	private final byte[][] values;

	private final @Nullable X500Principal subject;

	private final byte @Nullable [] fingerprint;

	/**
	 * The certificate that was right last: to compare it with the next one is cheaper
	 * than to hash that.
	 */
	private volatile @Nullable X509Certificate right;

	private Proof(@Nullable String header, byte[][] values, @Nullable X500Principal subject,
			byte @Nullable [] fingerprint) {
		this.header = header;
		this.values = values;
		this.subject = subject;
		this.fingerprint = fingerprint;
	}

	/**
	 * Create a proof by a header with a secret.
	 * @param header the name of the header
	 * @param values the secrets, each of which will do: with two of them a secret can be
	 * replaced without a gap
	 * @return the proof
	 * @throws InvalidSettingException if a value cannot be one, which it does not say
	 */
	public static Proof ofHeader(String header, List<String> values) {
		for (String value : values) {
			String problem = problem(value);
			if (problem != null) {
				throw new InvalidSettingException("", problem);
			}
		}
		return new Proof(header,
				values.stream().map((value) -> value.getBytes(StandardCharsets.US_ASCII)).toArray(byte[][]::new), null,
				null);
	}

	private static @Nullable String problem(String value) {
		if (value.isEmpty()) {
			return "One of the values is empty, which proves nothing.";
		}
		if (value.contains("${")) {
			return "One of the values has a placeholder that nothing is set for, so that it is no secret.";
		}
		if (!value.equals(Characters.trimOws(value))) {
			return "One of the values begins or ends with white space, which no header can have.";
		}
		if (value.length() < SHORTEST_VALUE) {
			return "One of the values is shorter than " + SHORTEST_VALUE
					+ " characters and can be guessed. A good one is what 'openssl rand -hex 32' prints.";
		}
		if (!value.chars().allMatch((c) -> c >= ' ' && c <= '~')) {
			return "One of the values has a character that does not belong into a header, where only those of ASCII are"
					+ " safe.";
		}
		return null;
	}

	/**
	 * Check the name of a header that is to have a secret.
	 * @param header the name of the header
	 * @throws InvalidSettingException if the header cannot have one
	 */
	public static void checkHeader(String header) {
		if (!Characters.isToken(header)) {
			throw new InvalidSettingException("", "This is not the name of a header. An example is 'X-Origin-Verify'.");
		}
		if (HeaderNameCheck.isKnown(header)) {
			throw new InvalidSettingException("", "This header has another meaning, and is hidden from the application"
					+ " as a proof. Let the proxy send one that nothing else uses, such as 'X-Origin-Verify'.");
		}
	}

	/**
	 * Create a proof by the certificate that the peer presents.
	 * @param certificate the subject of the certificate (RFC 2253), or {@code sha256:}
	 * with its fingerprint
	 * @return the proof
	 * @throws InvalidSettingException if it is neither
	 */
	public static Proof ofCertificate(String certificate) {
		if (certificate.toLowerCase(Locale.ROOT).startsWith(SHA256)) {
			String digits = certificate.substring(SHA256.length()).replace(":", "");
			try {
				byte[] fingerprint = HexFormat.of().parseHex(digits);
				if (fingerprint.length == SHA256_LENGTH) {
					return new Proof(null, new byte[0][], null, fingerprint);
				}
			}
			catch (IllegalArgumentException ex) {
				// Refused below
			}
			throw new InvalidSettingException("",
					"A fingerprint is 'sha256:' and 64 hexadecimal digits, with or without"
							+ " colons, as 'openssl x509 -noout -fingerprint -sha256' prints them.");
		}
		try {
			X500Principal subject = new X500Principal(certificate);
			if (!subject.getName().isEmpty()) {
				return new Proof(null, new byte[0][], subject, null);
			}
		}
		catch (IllegalArgumentException ex) {
			// Refused below
		}
		throw new InvalidSettingException("", "This is neither the subject of a certificate (RFC 2253), such as"
				+ " 'CN=edge,O=Example', nor 'sha256:' and its fingerprint.");
	}

	/**
	 * Return a proof that needs another one as well.
	 * @param other the other one, which is of the other kind
	 * @return both together
	 */
	public Proof and(Proof other) {
		Proof ofHeader = (this.header != null) ? this : other;
		Proof ofCertificate = (this.header != null) ? other : this;
		return new Proof(ofHeader.header, ofHeader.values, ofCertificate.subject, ofCertificate.fingerprint);
	}

	/**
	 * Return the header that has the secret.
	 * @return its name, or {@code null} if none is needed
	 */
	public @Nullable String header() {
		return this.header;
	}

	/**
	 * Return whether the peer has to present a certificate.
	 * @return {@code false} if a header will do
	 */
	public boolean needsCertificate() {
		return this.subject != null || this.fingerprint != null;
	}

	/**
	 * Return whether a request proves what it has to.
	 * @param hop the distance of the hop: only that of the peer can have a certificate
	 */
	<R> boolean isMetBy(R request, RequestReader<R> reader, int hop) {
		if (needsCertificate() && (hop > 0 || !isCertificate(reader.peerCertificate(request)))) {
			return false;
		}
		return this.header == null || hasValue(request, reader, this.header);
	}

	private <R> boolean hasValue(R request, RequestReader<R> reader, String header) {
		String value = reader.header(request, header);
		// Several lines have a comma between them, and so may a secret
		return value != null && isValue(value)
				&& (value.indexOf(',') < 0 || reader.headerLines(request, header).size() == 1);
	}

	/**
	 * All values are looked at, each in a time that depends on the length of what was
	 * sent alone.
	 */
	private boolean isValue(String sent) {
		boolean found = false;
		for (byte[] value : this.values) {
			found |= isEqual(sent, value);
		}
		return found;
	}

	/**
	 * Compare in constant time, as {@link MessageDigest#isEqual} does, which would need a
	 * copy of what was sent: each character is looked at, whatever the ones before it
	 * were.
	 * @param value a secret, which is ASCII
	 */
	private static boolean isEqual(String sent, byte[] value) {
		int difference = sent.length() ^ value.length;
		for (int i = 0; i < sent.length(); i++) {
			difference |= sent.charAt(i) ^ value[i % value.length];
		}
		return difference == 0;
	}

	private boolean isCertificate(@Nullable X509Certificate certificate) {
		if (certificate == null) {
			return false;
		}
		if (certificate.equals(this.right)) {
			return true;
		}
		if (isNamed(certificate)) {
			this.right = certificate;
			return true;
		}
		return false;
	}

	private boolean isNamed(X509Certificate certificate) {
		if (this.subject != null) {
			return this.subject.equals(certificate.getSubjectX500Principal());
		}
		try {
			return MessageDigest.isEqual(this.fingerprint,
					MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
		}
		catch (NoSuchAlgorithmException | CertificateEncodingException ex) {
			// Each JDK has it, and a certificate that was parsed can be written
			return false;
		}
	}

	/**
	 * Say what a request lacks, without what it or the setting has.
	 * @param hop the distance of the hop that is not trusted
	 */
	<R> String missing(R request, RequestReader<R> reader, int hop) {
		if (needsCertificate()) {
			if (hop > 0) {
				return "only the peer can present the certificate that is needed.";
			}
			X509Certificate certificate = reader.peerCertificate(request);
			if (!isCertificate(certificate)) {
				return !reader.knowsCertificates()
						? "a description of a request has no certificate, so that it cannot be known."
						: (certificate != null) ? "the peer presented another certificate."
								: "the peer presented no certificate.";
			}
		}
		return switch (reader.headerLines(request, String.valueOf(this.header)).size()) {
			case 0 -> "the request has no " + this.header + ".";
			case 1 -> "its " + this.header + " has another value.";
			default -> "it has " + this.header + " more than once.";
		};
	}

	/**
	 * Return what is asked for, for the operator: never a secret.
	 */
	@Override
	public String toString() {
		String certificate = (this.subject != null) ? "certificate of " + this.subject.getName()
				: (this.fingerprint != null) ? "certificate " + SHA256 + HexFormat.of().formatHex(this.fingerprint)
						: null;
		if (this.header == null) {
			return String.valueOf(certificate);
		}
		return "header " + this.header + ((certificate != null) ? " and " + certificate : "");
	}

}
