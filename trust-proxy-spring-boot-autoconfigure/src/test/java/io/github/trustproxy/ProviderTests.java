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

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.github.trustproxy.address.AddressRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Provider} and its lists in the jar.
 */
class ProviderTests {

	/** Addresses that are nobody's, or everybody's (RFC 6890). */
	private static final List<String> SPECIAL = List.of("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8",
			"169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15",
			"198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3", "::/3", "4000::/2", "8000::/1", "2001:db8::/32");

	@ParameterizedTest
	@EnumSource
	void listSaysWhereItComesFromAndWhatItHas(Provider provider) throws IOException {
		List<String> lines = lines(provider);
		assertThat(lines.get(0)).matches("# [A-Z].+");
		assertThat(lines.get(1)).matches("# source: .+");
		assertThat(lines.get(2)).matches("# date: 20\\d\\d-\\d\\d(-\\d\\d)?");
		List<AddressRange> ranges = provider.snapshot().addressRanges();
		long ipv4 = ranges.stream().filter(AddressRange::isIpv4).count();
		assertThat(lines.get(3)).isEqualTo("# ranges: %d IPv4, %d IPv6".formatted(ipv4, ranges.size() - ipv4));
		assertThat(ipv4).isPositive().isLessThan(ranges.size());
		assertThat(lines).hasSize(4 + ranges.size()).filteredOn((line) -> line.startsWith("#")).hasSize(4);
	}

	@ParameterizedTest
	@EnumSource
	void listHasEachRangeOnceAsItIsWritten(Provider provider) throws IOException {
		List<AddressRange> ranges = provider.snapshot().addressRanges();
		assertThat(ranges.stream().map(AddressRange::toString)).isEqualTo(lines(provider).stream().skip(4).toList());
		List<AddressRange> sorted = new ArrayList<>(ranges);
		sorted.sort((left, right) -> (left.isIpv4() == right.isIpv4()) ? left.compareTo(right)
				: Boolean.compare(right.isIpv4(), left.isIpv4()));
		assertThat(ranges).isEqualTo(sorted).doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@EnumSource
	void listHasNothingThatIsTooWideOrSpecial(Provider provider) {
		List<AddressRange> special = ((CompiledPolicy.Addresses) TrustPolicy.of(SPECIAL.toArray(new String[0])))
			.allRanges();
		assertThat(provider.snapshot().addressRanges()).allSatisfy((range) -> {
			int length = Integer.parseInt(range.toString().replaceFirst(".*/", ""));
			assertThat(length).isGreaterThanOrEqualTo(range.isIpv4() ? 8 : 16);
			assertThat(special).noneMatch((other) -> other.contains(range.firstHigh(), range.firstLow())
					|| range.contains(other.firstHigh(), other.firstLow()));
		});
	}

	@ParameterizedTest
	@CsvSource({ "cloudflare, 173.245.48.9, 203.0.113.7", "cloudflare, 2400:cb00::9, 2400:cb01::",
			"cloudfront, 130.176.88.1, 130.175.0.1", "fastly, 151.101.1.1, 151.102.0.0", "fastly, 2a04:4e42::1, ::1",
			"google-lb, 130.211.3.255, 130.211.4.0", "google-lb, 35.191.0.1, 35.192.0.0",
			"azure-front-door, 4.213.28.115, 4.213.28.116" })
	void nameTrustsTheListOfTheProvider(String name, String trusted, String other) throws Exception {
		TrustPolicy policy = TrustPolicy.of(name);
		assertThat(policy.trusts(InetAddress.getByName(trusted), 0)).isTrue();
		assertThat(policy.trusts(InetAddress.getByName(other), 0)).isFalse();
	}

	@Test
	void providersCombineWithOtherEntries() throws Exception {
		TrustProxy trustProxy = TrustProxy.builder().policy(TrustPolicy.of("10.0.0.0/16", "cloudflare")).build();
		SourceList list = Provider.CLOUDFLARE.snapshot();
		assertThat(trustProxy.trustedLists()).singleElement()
			.satisfies((trusted) -> assertThat(trusted.source()).isEqualTo("cloudflare"));
		assertThat(trustProxy).asString()
			.startsWith("trusting 10.0.0.0/16, cloudflare (%d ranges of %s) (max-hops 32)".formatted(list.size(),
					list.date()));
		assertThat(trustProxy.trustedRanges()).contains("10.0.0.0/16", "104.16.0.0-104.27.255.255", "2400:cb00::/32");
		assertThat(TrustSpec.parse("10.0.0.0/16, cloudflare")).hasToString("10.0.0.0/16,cloudflare");
	}

	@ParameterizedTest
	@CsvSource({ "cloudflare, Cloudflare, true", "cloudfront, Amazon CloudFront, true", "fastly, Fastly, true",
			"google-lb, Google Cloud, false", "azure-front-door, Azure Front Door, true" })
	void providerSaysWhoSharesItsAddresses(String name, String title, boolean shared) {
		assertThat(Provider.find(name)).satisfies((provider) -> {
			assertThat(provider.title()).isEqualTo(title);
			assertThat(provider.isShared()).isEqualTo(shared);
		});
	}

	@Test
	void listThatIsKeptReplacesTheOneInTheJar() {
		SourceList kept = SourceList.of("cloudflare", "2026-11-28", List.of("192.0.2.0/24"));
		TrustSpec spec = TrustSpec.parse(List.of("cloudflare"), new TrustSources() {

			@Override
			public SourceList find(String entry) {
				return kept;
			}

			@Override
			public Collection<String> names() {
				return List.of("cloudflare");
			}

		});
		assertThat(TrustProxy.builder().policy(spec.policy()).build().trustedLists()).containsExactly(kept);
	}

	@Test
	void policiesWithoutProvidersHaveNoLists() {
		assertThat(TrustProxy.builder().policy(TrustPolicy.of("loopback")).build().trustedLists()).isEmpty();
		assertThat(TrustProxy.builder().policy(TrustPolicy.hops(1)).build().trustedLists()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "2026-08-22, 2027-08-22, false", "2026-08-22, 2027-08-23, true", "2026-11, 2027-11-01, false",
			"2026-11, 2027-11-02, true", ", 2030-01-01, false" })
	void listIsOldAfterAYear(String date, LocalDate today, boolean old) {
		SourceList list = SourceList.of("edge", date, List.of("192.0.2.0/24"));
		assertThat(list.isOlderThanAYear(today)).isEqualTo(old);
		assertThat(list).hasToString((date != null) ? "edge (1 range of " + date + ")" : "edge (1 range)");
	}

	@Test
	void listTakesNoNames() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> SourceList.of("edge", null, List.of("192.0.2.1", "loopback")))
			.satisfies((ex) -> assertThat(ex.getValue()).isEqualTo("loopback"));
	}

	private static List<String> lines(Provider provider) throws IOException {
		try (InputStream stream = Provider.class.getResourceAsStream("provider/" + provider.entry() + ".txt")) {
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
		}
	}

}
