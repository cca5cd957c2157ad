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

package io.github.trustproxy.load;

import java.util.List;

/**
 * What only one request has. If it comes back in the answer to another one, something was
 * mixed up.
 */
final class Marks {

	private final String number;

	private final String address;

	private final String proxy;

	private final String ipv6;

	private final String longIpv6;

	Marks(int number) {
		int high = (number >> 16) & 0xff;
		int middle = (number >> 8) & 0xff;
		int low = number & 0xff;
		this.number = Integer.toString(number);
		this.address = "203.%d.%d.%d".formatted(high, middle, low);
		this.proxy = "10.%d.%d.%d".formatted(high, middle, low);
		// Neither group is zero in all rows, so that the canonical text is easily made
		this.ipv6 = "2001:db8::%x:%x".formatted(high + 1, number & 0xffff);
		this.longIpv6 = "2001:0DB8:0:0:0:0:%04X:%04X".formatted(high + 1, number & 0xffff);
	}

	/**
	 * Put the marks into a text.
	 * @param template has <code>{n}</code> for the number of the request,
	 * <code>{ip}</code> for the address of its client, <code>{ipv6}</code> and
	 * <code>{IPV6}</code> for another one, <code>{proxy}</code> for the address of a
	 * trusted proxy, <code>{www}</code> for the host that the client used and
	 * <code>{own}</code> for the host that the proxy used
	 */
	String in(String template) {
		if (template.indexOf('{') < 0) {
			return template;
		}
		return template.replace("{ip}", this.address)
			.replace("{proxy}", this.proxy)
			.replace("{ipv6}", this.ipv6)
			.replace("{IPV6}", this.longIpv6)
			.replace("{www}", "www{n}.example.com")
			.replace("{own}", "app{n}.internal")
			.replace("{n}", this.number);
	}

	List<String> in(List<String> templates) {
		return templates.stream().map(this::in).toList();
	}

}
