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

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilter;
import io.netty.handler.ipfilter.IpSubnetFilterRule;

/**
 * Netty's filter, asked without a connection.
 */
final class NettyRanges extends IpSubnetFilter {

	NettyRanges(List<String> ranges) {
		super(false, rules(ranges));
	}

	private static List<IpSubnetFilterRule> rules(List<String> ranges) {
		List<IpSubnetFilterRule> rules = new ArrayList<>();
		for (String range : ranges) {
			int slash = range.indexOf('/');
			rules.add(new IpSubnetFilterRule(range.substring(0, slash), Integer.parseInt(range.substring(slash + 1)),
					IpFilterRuleType.ACCEPT));
		}
		return rules;
	}

	boolean contains(InetSocketAddress address) {
		// The context is for subclasses
		return accept(null, address);
	}

}
