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

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.trustproxy.address.HostAndPort;
import io.github.trustproxy.header.ForwardedValue;
import io.github.trustproxy.header.HeaderFormat;
import io.github.trustproxy.header.PrefixHandling;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzz tests of {@link OriginDecision} and {@link Origin}. The lines of the input are the
 * forwarded scheme, host, port and prefix, and the port that the request names itself. A
 * line that is missing was not forwarded.
 */
class OriginDecisionFuzzTests {

	private static final List<ForwardedValue> VALUES = List.of(ForwardedValue.PROTO, ForwardedValue.HOST,
			ForwardedValue.PORT, ForwardedValue.PREFIX);

	@FuzzTest
	@DictionaryEntries({ "https", "wss", "http", "ws", "example.com", ":8443", "443", "/app", "\u017f" })
	void originIsDecidedAsTheContractSays(byte[] input) {
		List<String> lines = List.of(new String(input, StandardCharsets.UTF_8).split("\n", -1));
		int ownPort = NaiveTrustProxy.port(line(lines, 4));
		NaiveTrustProxy model = new NaiveTrustProxy(TrustSettings.of(HeaderFormat.X_FORWARDED, "true"));
		for (String ownScheme : List.of("http", "https")) {
			// As HTTP/2 names it, without a Host header
			TestRequest request = TestRequest.from(null).without("Host").scheme(ownScheme).port(ownPort);
			Origin origin = new OriginDecision(new AllowedHosts(List.of()), PrefixHandling.PREPEND).decide(request,
					TestRequest.READER, line(lines, 0), line(lines, 1), line(lines, 2), line(lines, 3), null);
			assertThat(origin).as("%s", lines)
				.isEqualTo(model.origin(request, (value) -> line(lines, VALUES.indexOf(value))));
			assertThat(origin.isChanged()).as("%s", lines).isEqualTo(!origin.equals(Origin.UNCHANGED));
			if (origin.port() > 0) {
				isAnOriginOnceItIsWritten(origin, ownScheme);
			}
		}
	}

	private static void isAnOriginOnceItIsWritten(Origin origin, String ownScheme) {
		String scheme = (origin.scheme() != null) ? origin.scheme() : ownScheme;
		String host = (origin.host() != null) ? origin.host() : "app.internal";
		String text = Origin.serialize(scheme, host, origin.port());
		URI uri = URI.create(text);
		assertThat(uri.getScheme()).as(text).isEqualTo(scheme);
		assertThat(HostAndPort.parse(uri.getRawAuthority())).as(text)
			.isEqualTo(new HostAndPort(host, (origin.port() != Origin.defaultPort(scheme)) ? origin.port() : -1));
		assertThat(uri.getRawPath()).as(text).isEmpty();
	}

	private static @Nullable String line(List<String> lines, int index) {
		return (index < lines.size()) ? lines.get(index) : null;
	}

}
