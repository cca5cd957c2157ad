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
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.trustproxy.address.AddressFormat;
import io.github.trustproxy.address.AddressRanges;
import io.github.trustproxy.address.NaiveAddress;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzz tests of {@link TrustSpec}, {@link TrustEntryParser}, {@link AddressRanges} and
 * {@link TrustEntryProblem}: the text of the property {@code trust-proxy}.
 */
class TrustSpecFuzzTests {

	private static final Pattern COUNT = Pattern.compile("0|[1-9][0-9]*");

	private static final Pattern ENTRY = Pattern.compile("([^/%]+)(?:/([1-9][0-9]{0,2}|[0-9.]{7,15}))?");

	private static final BigInteger LAST_ADDRESS = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);

	private static final Map<String, List<Range>> PROVIDERS = Stream
		.of("cloudflare", "cloudfront", "fastly", "google-lb", "azure-front-door")
		.collect(Collectors.toMap(Function.identity(), TrustSpecFuzzTests::provider));

	@FuzzTest
	@DictionaryEntries({ "true", "false", "loopback", "linklocal", "uniquelocal", "cgnat", "private", "unix",
			"cloudflare", "cloudfront", "fastly", "google-lb", "azure-front-door", "dns:", "file:", "https://",
			"10.0.0.0/8", "/255.255.0.0", "::ffff:", "/96", "/128", "65535", "fc00::/7", ",", "0.0.0.0/1,128.0.0.0/1",
			"::/1,8000::/1" })
	void settingIsCompiledOrRefusedWithAReason(byte[] input) {
		List<String> entries = TrustSpec.split(List.of(new String(input, StandardCharsets.UTF_8)));
		Integer count = (entries.size() == 1) ? count(entries.get(0)) : null;
		List<Range> ranges = ranges(entries);
		try {
			TrustSpec spec = TrustSpec.parse(entries);
			assertThat(count != null || ranges != null).as("%s is accepted", entries).isTrue();
			TrustSpec again = TrustSpec.parse(spec.toString().split(",", -1));
			assertThat(again.toString()).isEqualTo(spec.toString());
			assertThat(again.warnings()).as("%s", entries).isEqualTo(spec.warnings());
			assertThat(spec.warnings()).as("%s", entries).allMatch((warning) -> warning.endsWith("."));
			if (count != null) {
				trustsHops(spec.policy(), count);
			}
			else {
				trustsAddresses(spec.policy(), ranges);
				trustsAddresses(again.policy(), ranges);
			}
		}
		catch (InvalidSettingException ex) {
			assertThat(count == null && ranges == null).as("%s is refused", entries).isTrue();
			assertThat(ex.getReason()).as("%s", entries).matches("(?s)[A-Z].*[^.]\\.");
			assertThat(entries).contains(ex.getValue());
			if (entries.size() > 1) {
				assertThat(ranges(ex.getValue())).as("%s, %s", entries, ex.getValue()).isNull();
			}
		}
	}

	private static void trustsHops(TrustPolicy policy, int count) {
		InetAddress address = AddressFormat.toInetAddress(0, 1);
		assertThat(policy.trusts(address, 0)).isEqualTo(count > 0);
		assertThat(policy.trusts(address, Math.max(0, count - 1))).isEqualTo(count > 0);
		assertThat(policy.trusts(address, count)).isFalse();
	}

	private static void trustsAddresses(TrustPolicy policy, List<Range> ranges) {
		for (Range range : ranges) {
			for (BigInteger address : List.of(range.first, range.last, range.first.subtract(BigInteger.ONE),
					range.last.add(BigInteger.ONE))) {
				if (address.signum() >= 0 && address.compareTo(LAST_ADDRESS) <= 0) {
					InetAddress probe = AddressFormat.toInetAddress(address.shiftRight(64).longValue(),
							address.longValue());
					assertThat(policy.trusts(probe, 0)).as("%s in %s", probe, ranges)
						.isEqualTo(ranges.stream().anyMatch((candidate) -> candidate.contains(address)));
				}
			}
		}
	}

	private static @Nullable Integer count(String entry) {
		if ("true".equals(entry) || "false".equals(entry)) {
			return "true".equals(entry) ? Integer.MAX_VALUE : 0;
		}
		boolean valid = COUNT.matcher(entry).matches() && new BigInteger(entry).bitLength() <= 16;
		return valid ? Integer.valueOf(entry) : null;
	}

	private static @Nullable List<Range> ranges(List<String> entries) {
		List<Range> ranges = new ArrayList<>();
		for (String entry : entries) {
			List<Range> more = ranges(entry);
			if (more == null) {
				return null;
			}
			ranges.addAll(more);
		}
		return ranges;
	}

	/**
	 * Read a name, a provider, an address or a range: {@code null} if the entry is none
	 * of them.
	 */
	private static @Nullable List<Range> ranges(String entry) {
		if (TrustEntryParser.NAMES.containsKey(entry)) {
			return ranges(TrustEntryParser.NAMES.get(entry));
		}
		if (PROVIDERS.containsKey(entry)) {
			return PROVIDERS.get(entry);
		}
		Range range = range(entry);
		return (range != null) ? List.of(range) : null;
	}

	private static @Nullable Range range(String entry) {
		Matcher matcher = ENTRY.matcher(entry);
		NaiveAddress address = matcher.matches() ? NaiveAddress.parse(matcher.group(1)) : null;
		if (address == null) {
			return null;
		}
		boolean ipv4 = address.bits() == 32;
		boolean dotted = ipv4 && matcher.group(1).indexOf(':') < 0;
		int free = (matcher.group(2) != null) ? free(matcher.group(2), dotted) : 0;
		return (free < 0 || (ipv4 && free > 32)) ? null : Range.of(address.number(), free, ipv4);
	}

	private static List<Range> provider(String name) {
		try (InputStream stream = Provider.class.getResourceAsStream("provider/" + name + ".txt")) {
			String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
			return text.lines().filter((line) -> !line.startsWith("#")).map(TrustSpecFuzzTests::range).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return how many bits of an address are free, or -1 if the text is neither the
	 * length of a prefix nor a netmask.
	 */
	private static int free(String prefix, boolean dotted) {
		int bits = dotted ? 32 : 128;
		if (prefix.indexOf('.') < 0) {
			return (prefix.length() < 4 && Integer.parseInt(prefix) <= bits) ? bits - Integer.parseInt(prefix) : -1;
		}
		NaiveAddress mask = dotted ? NaiveAddress.parse(prefix) : null;
		if (mask == null) {
			return -1;
		}
		String binary = Long.toBinaryString(mask.value().intValue() & 0xffffffffL);
		if (binary.length() < 32 || !binary.matches("1+0*")) {
			return -1;
		}
		return (int) binary.chars().filter((bit) -> bit == '0').count();
	}

	private record Range(BigInteger first, BigInteger last, boolean ipv4) {

		static Range of(BigInteger address, int free, boolean ipv4) {
			BigInteger first = address.shiftRight(free).shiftLeft(free);
			return new Range(first, first.add(BigInteger.ONE.shiftLeft(free)).subtract(BigInteger.ONE), ipv4);
		}

		boolean contains(BigInteger address) {
			return NaiveAddress.isIpv4(address) == this.ipv4 && address.compareTo(this.first) >= 0
					&& address.compareTo(this.last) <= 0;
		}

	}

}
