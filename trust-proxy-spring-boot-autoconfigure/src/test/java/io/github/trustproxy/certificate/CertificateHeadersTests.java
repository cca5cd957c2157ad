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

package io.github.trustproxy.certificate;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Tests of {@link CertificateHeaders} and of what reads the formats.
 */
class CertificateHeadersTests {

	private static final CertificateFormat RFC9440 = CertificateFormat.RFC9440;

	private static final CertificateFormat PEM = CertificateFormat.PEM;

	private static final CertificateFormat DER = CertificateFormat.DER;

	private static final CertificateFormat XFCC = CertificateFormat.XFCC;

	private static final TestCertificate ALICE = TestCertificate.ALICE;

	private static final TestCertificate MALLORY = TestCertificate.MALLORY;

	private static final TestCertificate CA = TestCertificate.CA;

	private static final int MAX_LENGTH = 64 * 1024;

	private static final String XFCC_OF_ALICE = "By=spiffe://cluster.local/ns/default/sa/app;Hash=" + "0f".repeat(32)
			+ ";Cert=\"" + ALICE.escaped() + "\";Subject=\"O=Example,CN=alice\";URI=spiffe://cluster.local/alice";

	private static final String XFCC_OF_MALLORY = "By=spiffe://x;Cert=\"" + MALLORY.escaped() + "\"";

	static final List<? extends Arguments> believed = List.of(argumentSet("RFC 9440", RFC9440, ALICE.structured()),
			argumentSet("RFC 9440: without padding", RFC9440, ALICE.structured().replace("=", "")),
			argumentSet("DER", DER, ALICE.base64()),
			argumentSet("DER: white space of HTTP around it", DER, " \t" + ALICE.base64() + "\t "),
			argumentSet("PEM: line ends", PEM, ALICE.pem()),
			argumentSet("PEM: spaces for line ends", PEM, ALICE.pem().replace('\n', ' ')),
			argumentSet("PEM: tabs for line ends", PEM, ALICE.pem().replace("\n", "\n\t")),
			argumentSet("PEM: line ends of Windows", PEM, ALICE.escaped().replace("%0A", "%0D%0A")),
			argumentSet("PEM: as long as headers may be", PEM, filled(ALICE.pem(), MAX_LENGTH)),
			argumentSet("PEM: no line ends", PEM, ALICE.pem().replace("\n", "")),
			argumentSet("PEM: all encoded, as nginx does", PEM, ALICE.escaped()),
			argumentSet("PEM: lower case digits", PEM, ALICE.escaped().replace("%2B", "%2b").replace("%0A", "%0a")),
			argumentSet("PEM: '+', '=' and '/' not encoded, as AWS does", PEM,
					ALICE.escaped().replace("%2B", "+").replace("%3D", "=").replace("%2F", "/")),
			argumentSet("XFCC", XFCC, XFCC_OF_ALICE),
			argumentSet("XFCC: other case of keys, without quotes", XFCC, "hash=00;CERT=" + ALICE.escaped()),
			argumentSet("XFCC: the key of something else repeated", XFCC,
					"DNS=a.example;DNS=b.example;Cert=\"" + ALICE.escaped() + "\""),
			argumentSet("XFCC: other keys", XFCC, "A=x;Z=x;" + XFCC_OF_ALICE),
			argumentSet("XFCC: nothing in the chain", XFCC, XFCC_OF_ALICE + ";Chain=\"\""),
			argumentSet("XFCC: separators and an escaped quote in quotes", XFCC,
					"Subject=\"CN=\\\"a,b;Cert=c\\\"\";Cert=\"" + ALICE.escaped() + "\""));

	@ParameterizedTest
	@FieldSource
	void believed(CertificateFormat format, String value) {
		assertThat(read(format, value).chain()).containsExactly(ALICE.certificate());
		assertThat(read(format, value).isMalformed()).isFalse();
		assertThat(read(format, value).isPresent()).isTrue();
		assertThat(read(format, value).chainOrNull()).containsExactly(ALICE.certificate());
	}

	static final List<? extends Arguments> malformed = Stream.concat(
			Stream
				.of(argumentSet("RFC 9440: no delimiter", RFC9440, ALICE.base64()),
						argumentSet("RFC 9440: one delimiter", RFC9440, ":" + ALICE.base64()),
						argumentSet("RFC 9440: something in front of it", RFC9440, "x" + ALICE.base64() + ":"),
						argumentSet("RFC 9440: something behind it", RFC9440, ":" + ALICE.base64() + "x"),
						argumentSet("RFC 9440: one colon", RFC9440, ":"),
						argumentSet("RFC 9440: nothing in it", RFC9440, "::"),
						argumentSet("RFC 9440: a parameter", RFC9440, ALICE.structured() + ";a=1"),
						argumentSet("RFC 9440: a list", RFC9440, ALICE.structured() + ", " + CA.structured()),
						argumentSet("RFC 9440: a string", RFC9440, "\"" + ALICE.base64() + "\""),
						argumentSet("RFC 9440: base64 of URLs", RFC9440,
								ALICE.structured().replace('+', '-').replace('/', '_')),
						argumentSet("RFC 9440: white space in it", RFC9440, ": " + ALICE.base64() + ":"),
						argumentSet("DER: something behind it", DER,
								base64(Arrays.copyOf(ALICE.der(), ALICE.der().length + 1))),
						argumentSet("DER: two of them", DER, base64(twice(ALICE.der()))),
						argumentSet("DER: cut off", DER, base64(Arrays.copyOf(ALICE.der(), ALICE.der().length - 1))),
						argumentSet("DER: the PEM of a certificate", DER, base64(ALICE.pem().getBytes())),
						argumentSet("DER: PEM", DER, ALICE.pem().replace('\n', ' ')),
						argumentSet("DER: an empty member", DER, ALICE.base64() + ","),
						argumentSet("DER: white space that HTTP has not", DER, "\u2003" + ALICE.base64()),
						argumentSet("PEM: no end", PEM, ALICE.pem().replace("-----END CERTIFICATE-----", "")),
						argumentSet("PEM: one line that is the beginning and the end", PEM,
								"-----BEGIN CERTIFICATE-----END CERTIFICATE-----"),
						argumentSet("PEM: another beginning", PEM,
								ALICE.pem().replace("BEGIN CERTIFICATE", "BEGIN CERTIFICATF")),
						argumentSet("PEM: longer than headers may be", PEM, filled(ALICE.pem(), MAX_LENGTH + 1)),
						argumentSet("PEM: something behind it", PEM, ALICE.pem() + "x"),
						argumentSet("PEM: something in front of it", PEM, "x" + ALICE.pem()),
						argumentSet("PEM: a key", PEM, ALICE.pem().replace("CERTIFICATE", "PRIVATE KEY")),
						argumentSet("PEM: base64 alone", PEM, ALICE.base64()),
						argumentSet("PEM: encoded twice", PEM, ALICE.escaped().replace("%", "%25")),
						argumentSet("PEM: half an encoded character at the end", PEM, ALICE.escaped() + "%0"),
						argumentSet("PEM: encoded, not ASCII", PEM, ALICE.escaped() + "%C3%A9"),
						argumentSet("PEM: encoded with digits of another script", PEM,
								ALICE.escaped() + "%\u0660\u0669"),
						argumentSet("PEM: two of which one is cut off", PEM,
								ALICE.pem() + MALLORY.pem().substring(0, 100)),
						argumentSet("XFCC: two certificates in one element", XFCC,
								XFCC_OF_ALICE + ";" + XFCC_OF_MALLORY),
						argumentSet("XFCC: two chains", XFCC, XFCC_OF_ALICE + ";Chain=x;Chain=x"),
						argumentSet("XFCC: two certificates in one value", XFCC,
								"Cert=\"" + ALICE.escaped() + MALLORY.escaped() + "\""),
						argumentSet("XFCC: the same chain twice", XFCC,
								XFCC_OF_ALICE + ";Chain=\"" + ALICE.escaped() + "\"" + ";Chain=\"" + ALICE.escaped()
										+ "\""),
						argumentSet("XFCC: chain of somebody else", XFCC,
								XFCC_OF_ALICE + ";Chain=\"" + MALLORY.escaped() + "\""),
						argumentSet("XFCC: malformed chain", XFCC, XFCC_OF_ALICE + ";Chain=\"x\""),
						argumentSet("XFCC: no certificate", XFCC, "Cert=\"x\""),
						argumentSet("XFCC: no value", XFCC, "Cert"), argumentSet("XFCC: no key", XFCC, "=x"),
						argumentSet("XFCC: a strange key", XFCC, "a b=x"),
						argumentSet("XFCC: a key with a brace", XFCC, "a{b=x;" + XFCC_OF_ALICE),
						argumentSet("XFCC: a backslash at the end", XFCC, XFCC_OF_ALICE + ";Subject=\"a\\"),
						argumentSet("XFCC: a key behind a quote", XFCC, "Subject=\"a\"x" + XFCC_OF_ALICE),
						argumentSet("XFCC: open quote", XFCC, XFCC_OF_ALICE + ";Subject=\"CN=x"),
						argumentSet("XFCC: something behind a quote", XFCC, "Cert=\"" + ALICE.escaped() + "\"x"),
						argumentSet("XFCC: a quote in the middle", XFCC, "Subject=a\"b\""),
						argumentSet("XFCC: a comma at the end", XFCC, XFCC_OF_ALICE
								+ ","),
						argumentSet("XFCC: a semicolon at the end", XFCC, XFCC_OF_ALICE + ";")),
			Stream.of(CertificateFormat.values())
				.flatMap((format) -> Stream
					.of("x", "%", "\"", "-----BEGIN CERTIFICATE----------END CERTIFICATE-----",
							"a".repeat(64 * 1024 + 1))
					.map((value) -> argumentSet(format + ": " + value.substring(0, Math.min(9, value.length())), format,
							value))))
		.toList();

	@ParameterizedTest
	@FieldSource
	@Shows("threat-model.md: something that is almost a certificate")
	void malformed(CertificateFormat format, String value) {
		assertThat(read(format, value).isMalformed()).isTrue();
		assertThat(read(format, value).chain()).isEmpty();
		assertThat(read(format, value).isPresent()).isFalse();
		assertThat(read(format, value).chainOrNull()).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void nothingIsNoCertificate(CertificateFormat format) {
		for (String value : List.of("", " ", "-", "(null)")) {
			assertThat(read(format, value)).as(value).isSameAs(ForwardedCertificate.NONE);
		}
		assertThat(headers(format).read(List.of(), List.of(), 1)).isSameAs(ForwardedCertificate.NONE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "By=spiffe://x;Hash=00", "Cert=", "Cert=\"\"", "Chain=\"x\";Subject=\"CN=alice\"" })
	void elementWithoutCertificateIsNone(String element) {
		assertThat(read(XFCC, element)).isSameAs(ForwardedCertificate.NONE);
	}

	@ParameterizedTest
	@EnumSource(names = "XFCC", mode = EnumSource.Mode.EXCLUDE)
	void headerThatComesTwiceIsMalformed(CertificateFormat format) {
		String value = switch (format) {
			case DER -> ALICE.base64();
			case PEM -> ALICE.escaped();
			default -> ALICE.structured();
		};
		assertThat(headers(format).read(List.of(value, value), List.of(), 1).isMalformed()).isTrue();
		assertThat(headers(format).read(List.of("", value), List.of(), 1).isMalformed()).isTrue();
	}

	@Test
	void certificatesBehindTheFirstAreItsIssuers() {
		assertThat(read(PEM, ALICE.escaped() + CA.escaped()).chain()).containsExactly(ALICE.certificate(),
				CA.certificate());
		assertThat(read(DER, ALICE.base64() + "," + CA.base64()).chain()).containsExactly(ALICE.certificate(),
				CA.certificate());
		assertThat(read(XFCC, XFCC_OF_ALICE + ";Chain=\"" + ALICE.escaped() + CA.escaped() + "\"").chain())
			.containsExactly(ALICE.certificate(), CA.certificate());
	}

	@Test
	void issuersHaveAHeaderOfTheirOwn() {
		List<String> alice = List.of(ALICE.structured());
		CertificateHeaders headers = new CertificateHeaders("Client-Cert", RFC9440, "Client-Cert-Chain");
		for (List<String> lines : List.of(List.of(CA.structured() + " ,\t" + MALLORY.structured()),
				List.of(CA.structured(), MALLORY.structured()))) {
			assertThat(headers.read(alice, lines, 1).chain()).containsExactly(ALICE.certificate(), CA.certificate(),
					MALLORY.certificate());
		}
		assertThat(headers.read(alice, List.of(""), 1).chain()).containsExactly(ALICE.certificate());
		for (String value : List.of("x", CA.structured() + ",", CA.base64(), "(" + CA.structured() + ")",
				CA.structured() + ";a", ":".repeat(64 * 1024 + 1))) {
			assertThat(headers.read(alice, List.of(value), 1).isMalformed()).as(value).isTrue();
		}
		assertThat(headers.read(List.of("-"), List.of(CA.structured()), 1)).isSameAs(ForwardedCertificate.NONE);
	}

	@Test
	void elementOfTheProxyThatVouchesForTheClientCounts() {
		CertificateHeaders headers = headers(XFCC);
		for (List<String> lines : List.of(List.of(XFCC_OF_MALLORY + "," + XFCC_OF_ALICE + ",By=spiffe://inner"),
				List.of(XFCC_OF_MALLORY, XFCC_OF_ALICE, "", "By=spiffe://inner"),
				List.of(XFCC_OF_MALLORY + " , " + XFCC_OF_ALICE, "By=spiffe://inner"))) {
			assertThat(headers.read(lines, List.of(), 1)).isSameAs(ForwardedCertificate.NONE);
			assertThat(headers.read(lines, List.of(), 2).chain()).containsExactly(ALICE.certificate());
			assertThat(headers.read(lines, List.of(), 3).chain()).containsExactly(MALLORY.certificate());
			assertThat(headers.read(lines, List.of(), 9).chain()).containsExactly(MALLORY.certificate());
		}
	}

	@Test
	void lineInFrontOfTheElementThatCountsDoesNotMatter() {
		List<String> lines = List.of("Cert=\"" + MALLORY.escaped() + "\";Subject=\"", XFCC_OF_ALICE);
		assertThat(headers(XFCC).read(lines, List.of(), 1).chain()).containsExactly(ALICE.certificate());
		assertThat(headers(XFCC).read(lines, List.of(), 2).isMalformed()).isTrue();
	}

	/**
	 * Envoy appends to the line of a client whose certificate it accepts.
	 */
	@ParameterizedTest
	@ValueSource(strings = { ";Subject=\"", ";Subject=\"\\", ";Subject=", ";a=\"\"\"", "" })
	void clientCannotReachIntoTheElementBehind(String end) {
		String forged = "Cert=\"" + MALLORY.escaped() + "\"" + end;
		assertThat(read(XFCC, forged + "," + XFCC_OF_ALICE).chain()).doesNotContain(MALLORY.certificate());
		assertThat(read(XFCC, forged + ",By=;Subject=\"\"").chain()).isEmpty();
	}

	@Test
	void usualHeadersHaveAFormat() {
		assertThat(CertificateFormat.ofUsual("Client-Cert")).isEqualTo(RFC9440);
		assertThat(CertificateFormat.ofUsual("x-forwarded-client-cert")).isEqualTo(XFCC);
		assertThat(CertificateFormat.ofUsual("X-Amzn-Mtls-Clientcert")).isEqualTo(PEM);
		assertThat(CertificateFormat.ofUsual("X-Amzn-Mtls-Clientcert-Leaf")).isEqualTo(PEM);
		assertThat(CertificateFormat.ofUsual("SSL-CLIENT-CERT")).isEqualTo(PEM);
		assertThat(CertificateFormat.ofUsual("X-Forwarded-Tls-Client-Cert")).isEqualTo(DER);
		assertThat(CertificateFormat.ofUsual("X-Client-Cert")).isNull();
	}

	@Test
	void chainCannotBeChanged() {
		ForwardedCertificate certificate = read(DER, ALICE.base64());
		certificate.chain()[0] = MALLORY.certificate();
		assertThat(certificate.chain()).containsExactly(ALICE.certificate());
	}

	@Test
	void headersOfTheSettingAreHidden() {
		assertThat(new CertificateHeaders("client-cert", RFC9440, null).names()).containsExactly("client-cert",
				"Client-Cert-Chain");
		assertThat(new CertificateHeaders("client-cert", RFC9440, "X-Chain").names()).containsExactly("client-cert",
				"X-Chain");
		assertThat(headers(PEM).names()).containsExactly("X-Client-Cert");
	}

	@ParameterizedTest
	@EnumSource(names = "XFCC", mode = EnumSource.Mode.EXCLUDE)
	void issuersAreInAHeaderOfTheirOwn(CertificateFormat format) {
		CertificateHeaders headers = new CertificateHeaders("X-Client-Cert", format, "X-Chain");
		String alice = written(ALICE, format);
		assertThat(
				headers.read(Map.of("X-Client-Cert", List.of(alice), "X-Chain", List.of(written(CA, format)))::get, 1)
					.chain())
			.containsExactly(ALICE.certificate(), CA.certificate());
		assertThat(headers.read(List.of(alice), List.of(), 1).chain()).containsExactly(ALICE.certificate());
		String tooLong = filled(written(CA, format), MAX_LENGTH + 1);
		assertThat(headers.read(List.of(alice), List.of(tooLong), 1).isMalformed()).isTrue();
		// Without a header for them none is looked for, so that Map.of would throw
		assertThat(headers(format).read(Map.of("X-Client-Cert", List.of(alice))::get, 1).chain())
			.containsExactly(ALICE.certificate());
	}

	private static String written(TestCertificate certificate, CertificateFormat format) {
		return switch (format) {
			case RFC9440 -> certificate.structured();
			case DER -> certificate.base64();
			case PEM, XFCC -> certificate.escaped();
		};
	}

	private static ForwardedCertificate read(CertificateFormat format, String value) {
		return headers(format).read(List.of(value), List.of(), 1);
	}

	private static CertificateHeaders headers(CertificateFormat format) {
		return new CertificateHeaders("X-Client-Cert", format, null);
	}

	private static String filled(String text, int length) {
		return text + " ".repeat(length - text.length());
	}

	private static String base64(byte[] der) {
		return Base64.getEncoder().encodeToString(der);
	}

	private static byte[] twice(byte[] der) {
		byte[] twice = Arrays.copyOf(der, 2 * der.length);
		System.arraycopy(der, 0, twice, der.length, der.length);
		return twice;
	}

}
