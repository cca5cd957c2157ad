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

import java.util.Objects;

import io.github.trustproxy.DecidedRequest;
import io.github.trustproxy.Origin;
import io.github.trustproxy.StopReason;
import io.github.trustproxy.explain.Explanation;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * AssertJ assertions for what is decided about a request. When one fails, it says why the
 * decision is what it is.
 *
 * @since 0.1.0
 */
public final class DecisionAssert extends AbstractAssert<DecisionAssert, DecidedRequest<?>> {

	DecisionAssert(DecidedRequest<?> actual) {
		super(actual, DecisionAssert.class);
	}

	/**
	 * Verify the client.
	 * @param address its address, such as {@code 203.0.113.7}
	 * @return this
	 */
	public DecisionAssert hasClient(String address) {
		return has("client", address, this.actual.client().ip());
	}

	/**
	 * Verify what a rate limit counts.
	 * @param key the key, such as {@code 2001:db8:0:1::/64}
	 * @return this
	 */
	public DecisionAssert hasKey(String key) {
		return has("key", key, this.actual.client().key());
	}

	/**
	 * Verify why the walk along the proxies stopped.
	 * @param reason the reason
	 * @return this
	 */
	public DecisionAssert hasStopReason(StopReason reason) {
		return has("reason", reason, this.actual.client().stopReason());
	}

	/**
	 * Verify the scheme.
	 * @param scheme {@code http} or {@code https}
	 * @return this
	 */
	public DecisionAssert hasScheme(String scheme) {
		String forwarded = origin().scheme();
		return has("scheme", scheme, (forwarded != null) ? forwarded : this.actual.scheme());
	}

	/**
	 * Verify the host that is believed.
	 * @param host the host without a port; {@code null} for the one in {@code Host}
	 * @return this
	 */
	public DecisionAssert hasForwardedHost(@Nullable String host) {
		return has("forwarded host", host, origin().host());
	}

	/**
	 * Verify the prefix that is believed.
	 * @param prefix the prefix, {@code null} for none
	 * @return this
	 */
	public DecisionAssert hasPrefix(@Nullable String prefix) {
		return has("prefix", prefix, origin().prefix());
	}

	/**
	 * Verify that the application does not see a header.
	 * @param header its name
	 * @return this
	 */
	public DecisionAssert hides(String header) {
		return has("hides " + header, true, this.actual.hiddenHeaders().contains(header));
	}

	private Origin origin() {
		return this.actual.origin();
	}

	private DecisionAssert has(String what, @Nullable Object expected, @Nullable Object found) {
		isNotNull();
		if (!Objects.equals(expected, found)) {
			throw failureWithActualExpected(found, expected, "%nExpected %s: %s%n but it is: %s%n%s", what, expected,
					found, Explanation.of(this.actual));
		}
		return this;
	}

}
