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

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzz tests of {@link CertificateHeaders} and all that it reads with.
 */
class CertificateHeadersFuzzTests {

	private static final Pattern ENCODED = Pattern.compile("%([0-9A-Fa-f]{2})");

	/**
	 * The first byte of an input chooses the format, the second one which element of a
	 * list counts. Lines are separated by line ends.
	 */
	@FuzzTest
	@DictionaryEntries({ "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----", "Cert=\"", "Chain=\"", "\";",
			"By=", ":", ",", "%0A", "%2B", "MII", "(null)" })
	void certificateIsOneOfThoseInTheHeaderOrNone(byte[] input) throws CertificateEncodingException {
		if (input.length < 2) {
			return;
		}
		CertificateFormat format = CertificateFormat.values()[(input[0] & 0xff) % 4];
		String text = new String(input, 2, input.length - 2, StandardCharsets.ISO_8859_1);
		List<String> lines = List.of(text.split("\n", -1));
		CertificateHeaders headers = new CertificateHeaders("X-Client-Cert", format, "X-Client-Cert-Chain");
		ForwardedCertificate certificate = headers.read(lines, lines, 1 + (input[1] & 3));
		assertThat(certificate.isPresent() && certificate.isMalformed()).isFalse();
		assertThat(certificate.isPresent()).isEqualTo(certificate.chain().length > 0);
		String base64 = ENCODED.matcher(text)
			.replaceAll((encoded) -> Matcher
				.quoteReplacement(Character.toString((char) Integer.parseInt(encoded.group(1), 16))))
			.replaceAll("[\\s=]", "");
		for (X509Certificate member : certificate.chain()) {
			String encoded = Base64.getEncoder().withoutPadding().encodeToString(member.getEncoded());
			// The last character may have bits that nobody needs
			assertThat(base64).contains(encoded.substring(0, encoded.length() - 1));
		}
	}

}
