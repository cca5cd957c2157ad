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

import java.nio.file.Path;
import java.util.stream.Stream;

import io.github.trustproxy.Proofs;
import io.github.trustproxy.StopReason;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.explain.DescribedRequest;
import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Tests for {@link ProofSettings}: proofs in the setting of an application.
 */
@ExtendWith(OutputCaptureExtension.class)
class ProofSettingsTests {

	private static final String SECRET = Proofs.SECRET;

	@TempDir
	private Path directory;

	@ParameterizedTest
	@MethodSource
	void halfAProofIsRefusedWithoutItsSecret(String proof, String key, String reason, CapturedOutput output) {
		assertThatException().isThrownBy(() -> TestApplication.servlet(this.directory).yaml("""
				trust-proxy:
				  trust: 10.0.0.0/16, cloudflare
				  client-ip-header: CF-Connecting-IP
				  header-names:
				    host: X-Original-Host
				  client-certificate:
				    header: X-Client-Cert
				    format: pem
				  sources:
				    cloudflare:
				      proof:
				%s""".formatted(proof.indent(8))).start());
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("trust-proxy.sources.cloudflare.proof" + key)
			.contains(reason)
			.doesNotContain(SECRET)
			.doesNotContain("Sesame");
	}

	static Stream<Arguments> halfAProofIsRefusedWithoutItsSecret() {
		String values = "\nvalues: " + SECRET;
		return Stream.of(
				argumentSet("no values", "header: X-Origin-Verify", ".values", "There is a header, but no value"),
				argumentSet("no header", "values: " + SECRET, ".header", "There are values, but it is not said"),
				argumentSet("empty header", "header: ''" + values, ".header", "There are values, but it is not said"),
				argumentSet("empty values", "header: X-Origin-Verify\nvalues: ''", ".values",
						"There is a header, but no value"),
				argumentSet("empty value", "header: X-Origin-Verify\nvalues: [ " + SECRET + ", '' ]", ".values",
						"One of the values is empty"),
				argumentSet("empty value of a placeholder",
						"header: X-Origin-Verify\nvalues: \"" + SECRET + ", ${nothing:}\"", ".values",
						"One of the values is empty"),
				argumentSet("placeholder without a value", "header: X-Origin-Verify\nvalues: ${SESAME_OF_THE_EDGE}",
						".values", "One of the values has a placeholder"),
				argumentSet("short value", "header: X-Origin-Verify\nvalues: Sesame-01234567", ".values",
						"shorter than 16 characters"),
				argumentSet("Host", "header: Host" + values, ".header", "This header has another meaning"),
				argumentSet("Cookie", "header: Cookie" + values, ".header", "This header has another meaning"),
				argumentSet("X-Forwarded-For", "header: X-Forwarded-For" + values, ".header",
						"This header has another meaning"),
				argumentSet("header-names", "header: x-original-host" + values, ".header",
						"This is a forwarding header"),
				argumentSet("client-ip-header", "header: CF-Connecting-IP" + values, ".header",
						"This is a forwarding header"),
				argumentSet("client-certificate", "header: X-Client-Cert" + values, ".header",
						"This is a forwarding header"),
				argumentSet("secret as the name", "header: Sesame 0123456789" + values, ".header",
						"This is not the name of a header."),
				argumentSet("bad subject", "certificate: Sesame", ".certificate", "This is neither the subject"),
				argumentSet("bad fingerprint", "certificate: sha256:Sesame", ".certificate", "A fingerprint is"),
				argumentSet("empty certificate", "certificate: ''", ".certificate", "This is neither the subject"),
				argumentSet("text instead of keys", SECRET, "", "A proof has the keys"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "false", "10.0.0.0/16", "1" })
	void headerIsHiddenAlsoWhereNobodyAsksForIt(String trust) {
		try (ConfigurableApplicationContext context = TestApplication.servlet(this.directory).yaml("""
				trust-proxy:
				  trust: %s
				  hide-headers: false
				  sources:
				    edge:
				      from: 192.0.2.0/24
				      proof:
				        header: X-Origin-Verify
				        values: %s
				""".formatted(trust, SECRET)).start()) {
			assertThat(DescribedRequest.from("192.0.2.9")
				.header("X-Origin-Verify", SECRET)
				.explain(context.getBean(TrustProxy.class))
				.hiddenHeaders()).containsExactly("X-Origin-Verify");
		}
	}

	@Test
	void proofCanBeSetInTheEnvironment(CapturedOutput output) {
		try (ConfigurableApplicationContext context = TestApplication.servlet(this.directory)
			.variable("TRUST_PROXY", "cloudflare")
			.variable("TRUSTPROXY_SOURCES_CLOUDFLARE_PROOF_HEADER", "X-Origin-Verify")
			.variable("TRUSTPROXY_SOURCES_CLOUDFLARE_PROOF_VALUES", SECRET)
			.start()) {
			TrustProxy trustProxy = context.getBean(TrustProxy.class);
			DescribedRequest request = DescribedRequest.from("173.245.48.9").header("X-Forwarded-For", "203.0.113.7");
			assertThat(request.explain(trustProxy).stop().reason()).isEqualTo(StopReason.NOT_PROVEN);
			assertThat(request.header("X-Origin-Verify", SECRET).explain(trustProxy).client().ip())
				.isEqualTo("203.0.113.7");
			assertThat(context.getBean(TrustProxyProperties.class).toString()).doesNotContain(SECRET);
		}
		assertThat(output).contains(", proven by header X-Origin-Verify)")
			.doesNotContain("WARN")
			.doesNotContain(SECRET);
	}

	@Test
	@Shows("explain.md: a provider is trusted whose addresses all its customers share")
	void warningNamesTheLinesToSet(CapturedOutput output) {
		TestApplication.servlet(this.directory).yaml("""
				trust-proxy:
				  trust: edge, azure-front-door
				  sources:
				    edge:
				      from: cloudflare, 192.0.2.1
				""").start().close();
		assertThat(output)
			.contains("trust-proxy trusts 'cloudflare', which trust-proxy.sources.edge.from names, without proof that a"
					+ " request is yours. All customers of Cloudflare share its addresses")
			.contains("and set these three lines below trust-proxy.sources.edge: 'proof:', '  header: X-Origin-Verify',"
					+ " '  values: ${EDGE_SECRET}'.")
			.contains(
					"these three lines below trust-proxy.sources.azure-front-door: 'proof:', '  header: X-Azure-FDID',"
							+ " '  values: ${FRONT_DOOR_ID}'.");
	}

}
