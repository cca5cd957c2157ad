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

package io.github.trustproxy.server;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;

import io.github.trustproxy.certificate.TestCertificate;
import io.github.trustproxy.support.Shows;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The certificate that a proxy forwards is the one of the client, wherever applications
 * look for it.
 */
@EveryServer
class ForwardedCertificateTests extends AbstractApplicationTests {

	private static final String ALICE = TestCertificate.ALICE.certificate().getSubjectX500Principal().getName();

	private static final String CLIENT_CERT = "Client-Cert: " + TestCertificate.ALICE.structured();

	ForwardedCertificateTests(ServerStack stack) {
		super(stack);
	}

	private Application reading(String trust, String... more) {
		String[] properties = new String[more.length + 2];
		properties[0] = "trust-proxy=" + trust;
		properties[1] = "trust-proxy.client-certificate.header=Client-Cert";
		System.arraycopy(more, 0, properties, 2, more.length);
		return application(List.of(stack().isServlet() ? ServletController.class : WebFluxController.class),
				properties);
	}

	@Test
	void certificateOfTheTrustedPeerIsTheOneOfTheClient() throws IOException {
		Application application = reading("loopback");
		assertThat(application.get("/certificate", CLIENT_CERT).body()).isEqualTo(ALICE);
		assertThat(application.get("/certificate", CLIENT_CERT, "X-Forwarded-For: 203.0.113.7").body())
			.isEqualTo(ALICE);
		assertThat(application.get("/certificate", "X-Forwarded-For: 203.0.113.7").body()).isEqualTo("none");
		assertThat(application.get("/certificate").body()).isEqualTo("none");
	}

	/**
	 * Here the proxy is the client, whose header nobody removes.
	 */
	@Test
	@Shows("threat-model.md: client-certificate names a header that")
	void headerThatTheProxyPassesOnIsBelieved() throws IOException {
		assertThat(
				reading("loopback").get("/certificate", "Client-Cert: " + TestCertificate.MALLORY.structured()).body())
			.isEqualTo("CN=mallory");
	}

	@ParameterizedTest
	@ValueSource(strings = { "10.0.0.0/8", "false" })
	@Shows("threat-model.md: a certificate in the header of the proxy, around the proxy")
	void certificateOfSomebodyElseIsForged(String trust) throws IOException {
		assertThat(reading(trust).get("/certificate", CLIENT_CERT).body()).isEqualTo("none");
	}

	@ParameterizedTest
	@CsvSource({ "loopback, true", "loopback, false", "10.0.0.0/8, true", "10.0.0.0/8, false" })
	void headersAreAlwaysHidden(String trust, boolean hideHeaders) throws IOException {
		Application application = reading(trust, "trust-proxy.hide-headers=" + hideHeaders,
				"trust-proxy.client-certificate.chain-header=Client-Cert-Chain");
		assertThat(application.whoAmI(CLIENT_CERT, "client-cert-chain: " + TestCertificate.CA.structured()).headers())
			.doesNotContainKeys("client-cert", "client-cert-chain", "Client-Cert", "Client-Cert-Chain");
	}

	@Test
	void malformedCertificateIsNone() throws IOException {
		Application application = reading("loopback");
		assertThat(application.get("/certificate", CLIENT_CERT + ";a=1").body()).isEqualTo("none");
		assertThat(application.get("/certificate", CLIENT_CERT, CLIENT_CERT).body()).isEqualTo("none");
	}

	@Test
	void malformedCertificateIsRejectedWhereTheSettingSaysSo() throws IOException {
		Application application = reading("loopback", "trust-proxy.malformed=reject");
		assertThat(application.get("/certificate", CLIENT_CERT + ";a=1").status()).isEqualTo(400);
		assertThat(application.get("/certificate", CLIENT_CERT).body()).isEqualTo(ALICE);
		assertThat(application.get("/certificate", "Client-Cert: -").body()).isEqualTo("none");
		assertThat(application.get("/certificate").body()).isEqualTo("none");
		Application distrusting = reading("10.0.0.0/8", "trust-proxy.malformed=reject");
		assertThat(distrusting.get("/certificate", "Client-Cert: x").body()).isEqualTo("none");
	}

	@Test
	void issuersComeBehindTheCertificate() throws IOException {
		Application application = reading("loopback", "trust-proxy.client-certificate.chain-header=Client-Cert-Chain");
		assertThat(application.get("/issuers", CLIENT_CERT, "Client-Cert-Chain: " + TestCertificate.CA.structured())
			.body()).isEqualTo("1");
		assertThat(application.get("/issuers", CLIENT_CERT).body()).isEqualTo("0");
		assertThat(application.get("/certificate", CLIENT_CERT, "Client-Cert-Chain: x").body()).isEqualTo("none");
	}

	@Test
	@Shows("threat-model.md: an element of X-Forwarded-Client-Cert in front of")
	void elementOfTheProxyThatVouchesForTheClientCounts() throws IOException {
		Application application = application(
				List.of(stack().isServlet() ? ServletController.class : WebFluxController.class),
				"trust-proxy=loopback, 10.0.0.0/8", "trust-proxy.client-certificate.header=X-Forwarded-Client-Cert");
		String xfcc = "X-Forwarded-Client-Cert: Cert=\"" + TestCertificate.MALLORY.escaped() + "\",Cert=\""
				+ TestCertificate.ALICE.escaped() + "\",By=spiffe://inner";
		assertThat(application.get("/certificate", xfcc, "X-Forwarded-For: 203.0.113.7, 10.0.0.1").body())
			.isEqualTo(ALICE);
		assertThat(application.get("/certificate", xfcc, "X-Forwarded-For: 203.0.113.7").body()).isEqualTo("none");
	}

	@Test
	void nothingIsReadWithoutTheSetting() throws IOException {
		Application application = application(
				List.of(stack().isServlet() ? ServletController.class : WebFluxController.class),
				"trust-proxy=loopback");
		assertThat(application.get("/certificate", CLIENT_CERT).body()).isEqualTo("none");
		assertThat(application.whoAmI(CLIENT_CERT).headers()).containsKey("client-cert");
	}

	/**
	 * What reads a header by itself, such as a filter or Tomcat's SSLValve, is not the
	 * proxy.
	 */
	@ParameterizedTest
	@CsvSource({ "loopback", "10.0.0.0/8" })
	void certificateThatTheApplicationSetsIsSeen(String trust) throws IOException {
		if (!stack().isServlet()) {
			return;
		}
		Application application = application(List.of(ServletController.class, SettingFilter.class),
				"trust-proxy=" + trust);
		assertThat(application.get("/certificate").body()).isEqualTo(ALICE);
	}

	private static String subject(X509Certificate @Nullable [] chain) {
		return (chain != null) ? chain[0].getSubjectX500Principal().getName() : "none";
	}

	@RestController
	static class ServletController {

		@GetMapping("/certificate")
		String certificate(HttpServletRequest request) {
			return subject(chain(request));
		}

		@GetMapping("/issuers")
		int issuers(HttpServletRequest request) {
			return chain(request).length - 1;
		}

		private static X509Certificate @Nullable [] chain(HttpServletRequest request) {
			return (X509Certificate[]) request.getAttribute("jakarta.servlet.request.X509Certificate");
		}

	}

	static class SettingFilter implements Filter {

		@Override
		public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
				throws IOException, ServletException {
			request.setAttribute("jakarta.servlet.request.X509Certificate",
					new X509Certificate[] { TestCertificate.ALICE.certificate() });
			chain.doFilter(request, response);
		}

	}

	@RestController
	static class WebFluxController {

		@GetMapping("/certificate")
		String certificate(ServerHttpRequest request) {
			return subject(chain(request));
		}

		@GetMapping("/issuers")
		int issuers(ServerHttpRequest request) {
			return chain(request).length - 1;
		}

		private static X509Certificate @Nullable [] chain(ServerHttpRequest request) {
			SslInfo info = request.getSslInfo();
			return (info != null) ? info.getPeerCertificates() : null;
		}

	}

}
