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

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.github.trustproxy.header.ForwardedValue;
import io.github.trustproxy.header.HeaderFormat;
import io.github.trustproxy.header.PrefixHandling;
import org.jspecify.annotations.Nullable;

/**
 * Which headers are believed when they come from a trusted proxy.
 *
 * @param format the family
 * @param values the values of the family
 * @param clientIpHeader the header that holds the address of the client alone, or
 * {@code null} for none
 * @param names the headers that have other names than usual in the
 * {@link HeaderFormat#X_FORWARDED} family
 * @param allowedHosts the hosts that may be forwarded
 * @param prefixHandling where a forwarded prefix is put
 */
record HeaderSettings(HeaderFormat format, Set<ForwardedValue> values, @Nullable String clientIpHeader,
		Map<ForwardedValue, String> names, AllowedHosts allowedHosts, PrefixHandling prefixHandling) {

	static final String FORWARDED = "Forwarded";

	/** Has the address with a port, and IPv6 without brackets. */
	static final String CLOUDFRONT_VIEWER_ADDRESS = "CloudFront-Viewer-Address";

	/** Not believed, but read by libraries that look for the scheme of the client. */
	static final String X_FORWARDED_SSL = "X-Forwarded-Ssl";

	boolean isStandard() {
		return this.format == HeaderFormat.STANDARD;
	}

	boolean believes(ForwardedValue value) {
		return this.values.contains(value);
	}

	/**
	 * Return the header that has a value, if it is believed.
	 */
	String headerOf(ForwardedValue value) {
		return isStandard() ? FORWARDED : nameOf(value);
	}

	/**
	 * Return the header that has a value in the {@link HeaderFormat#X_FORWARDED} family.
	 */
	String nameOf(ForwardedValue value) {
		return this.names.getOrDefault(value, value.header());
	}

	/**
	 * Return the header by which a request that was forwarded is known besides the usual
	 * one of {@link ForwardedValue#FOR}, also where neither is believed.
	 */
	String otherAddressHeader() {
		return (this.clientIpHeader != null) ? this.clientIpHeader : FORWARDED;
	}

	/**
	 * Return the names of all headers that say where a request comes from, believed or
	 * not.
	 */
	List<String> forwardingHeaders() {
		List<String> names = new ArrayList<>();
		for (ForwardedValue value : ForwardedValue.values()) {
			names.add(value.header());
		}
		names.add(FORWARDED);
		names.add(X_FORWARDED_SSL);
		for (String name : this.names.values()) {
			if (names.stream().noneMatch(name::equalsIgnoreCase)) {
				names.add(name);
			}
		}
		if (this.clientIpHeader != null) {
			names.add(this.clientIpHeader);
		}
		return names;
	}

	/**
	 * Return what is believed, for the operator.
	 */
	@Override
	public String toString() {
		List<String> names = new ArrayList<>();
		for (ForwardedValue value : this.values) {
			if (this.clientIpHeader == null || value != ForwardedValue.FOR) {
				names.add(isStandard() ? value.name().toLowerCase(Locale.ROOT) : nameOf(value));
			}
		}
		String family = String.join(", ", names);
		if (isStandard()) {
			family = FORWARDED + " (" + family + ")";
		}
		return (this.clientIpHeader != null) ? this.clientIpHeader + ", " + family : family;
	}

}
