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

package io.github.trustproxy.test;

import io.github.trustproxy.StopReason;
import io.github.trustproxy.explain.DescribedRequest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What the documentation shows of tests of a setting. The {@code application.yml} is that
 * of these tests.
 */
class SettingExampleTests {

	@Test
	void clientBehindOurProxiesIsFound() {
		TrustProxySetting setting = TrustProxySetting.ofApplication();
		ForwardedRequest request = ForwardedRequest.from("203.0.113.7").through("173.245.48.9").by("10.0.3.4");

		assertThat(setting).forRequest(request.scheme("https")).hasClient("203.0.113.7").hasScheme("https");
		assertThat(setting).forRequest(request.by("192.0.2.1")).hasClient("192.0.2.1");
	}

	@Test
	void nobodyForgesAnything() {
		assertThat(TrustProxySetting.ofApplication())
			.behind(Topology.of(Proxy.cloudflare(), Proxy.awsLoadBalancer("10.0.0.0/16")))
			.isDeceivedOnlyAbout(Gain.ADDRESS); // other customers of Cloudflare
	}

	@Test
	void onlyOurOwnRequestsComeFromCloudflare() {
		assertThat(TrustProxySetting.ofApplication())
			.behind(Topology.of(Proxy.cloudflare().notShared(), Proxy.awsLoadBalancer("10.0.0.0/16")))
			.isNotDeceived();
	}

	@Test
	void anotherProfileIsAnotherSetting() {
		assertThat(TrustProxySetting.ofApplication("local")).behind(Topology.of(Proxy.recipe("127.0.0.1")))
			.isNotDeceived();
	}

	@Test
	void forgedHeaderIsNotBelieved() {
		DescribedRequest forged = DescribedRequest.from("10.0.3.4")
			.header("X-Forwarded-For", "6.6.6.6, 203.0.113.7")
			.header("X-Forwarded-Host", "evil.example");

		assertThat(TrustProxySetting.ofApplication()).forRequest(forged)
			.hasClient("203.0.113.7")
			.hasForwardedHost(null)
			.hides("X-Forwarded-Host");
	}

	@Test
	void requestHasTheProofsThatTheSettingAsksFor() {
		TrustProxySetting setting = TrustProxySetting.of("trust-proxy.trust=edge, inner, 127.0.0.1",
				"trust-proxy.sources.edge.from=192.0.2.0/24", "trust-proxy.sources.edge.proof.header=X-Origin-Verify",
				"trust-proxy.sources.edge.proof.values=Sesame-0123456789, Abracadabra-0123456789",
				"trust-proxy.sources.inner.from=10.0.0.0/8", "trust-proxy.sources.inner.proof.header=X-Inner",
				"trust-proxy.sources.inner.proof.values=Open-Sesame-0123456789");
		ForwardedRequest request = ForwardedRequest.from("203.0.113.7").through("192.0.2.9").by("10.0.3.4");

		assertThat(setting).forRequest(request).hasClient("203.0.113.7").hides("X-Origin-Verify");
		assertThat(setting.headers(request)).extracting(HeaderLine::toString)
			.contains("X-Origin-Verify: Sesame-0123456789", "X-Inner: Open-Sesame-0123456789");
		assertThat(setting.headers(ForwardedRequest.from("203.0.113.7"))).extracting(HeaderLine::name)
			.doesNotContain("X-Origin-Verify", "X-Inner");
		assertThat(setting).forRequest(request.by("198.51.100.1")).hasClient("198.51.100.1");
	}

	@Test
	void failureExplainsTheDecision() {
		TrustProxySetting setting = TrustProxySetting.of("trust-proxy=10.0.0.0/8");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(setting).forRequest(ForwardedRequest.from("203.0.113.7").by("192.0.2.1"))
				.hasClient("203.0.113.7"))
			.withMessageContaining("Expected client: 203.0.113.7")
			.withMessageContaining("but it is: 192.0.2.1")
			.withMessageContaining("hop 0: 192.0.2.1 (socket), not trusted")
			.withMessageContaining("setting: trusting 10.0.0.0/8");
	}

	@Test
	void everythingThatIsDecidedCanBeAsserted() {
		TrustProxySetting setting = TrustProxySetting.of("trust-proxy.trust=loopback",
				"trust-proxy.headers=for, host, proto, prefix");
		ForwardedRequest request = ForwardedRequest.from("2001:db8:0:1:0:0:0:7")
			.scheme("https")
			.host("shop.example:8443")
			.prefix("/shop");
		assertThat(setting).forRequest(request)
			.hasClient("2001:db8:0:1::7")
			.hasKey("2001:db8:0:1::/64")
			.hasStopReason(StopReason.LEFT_MOST)
			.hasScheme("https")
			.hasForwardedHost("shop.example")
			.hasPrefix("/shop");
		assertThat(setting).forRequest(ForwardedRequest.from("203.0.113.7")).hasScheme("http").hasPrefix(null);
	}

	@Test
	void settingWithWhichTheApplicationDoesNotStartIsRefused() {
		assertThatIllegalStateException().isThrownBy(() -> TrustProxySetting.of("trust-proxy=10.0.0.0/33"))
			.withMessageContaining("the application does not start")
			.withMessageContaining("10.0.0.0/33");
		assertThatIllegalStateException().isThrownBy(() -> TrustProxySetting.of("trust-proxy.max-hops=2"))
			.withMessageContainingAll("'trust-proxy' is not set", "src/test/resources hides");
		assertThatIllegalArgumentException().isThrownBy(() -> ForwardedRequest.from("proxy.example"));
	}

}
