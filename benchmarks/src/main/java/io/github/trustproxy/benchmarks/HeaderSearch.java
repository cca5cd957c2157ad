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

package io.github.trustproxy.benchmarks;

import java.util.Enumeration;
import java.util.List;

/**
 * The ways to find out whether a request has a forwarding header.
 */
public enum HeaderSearch {

	/**
	 * Do not. What is left is what the server does to receive the request.
	 */
	NONE {

		@Override
		boolean find(List<String> names, ServletHeaders.Fields fields) {
			return false;
		}

	},

	/**
	 * Ask for each of them.
	 */
	LOOK_UPS {

		@Override
		boolean find(List<String> names, ServletHeaders.Fields fields) {
			for (String name : names) {
				if (fields.get(name) != null) {
					return true;
				}
			}
			return false;
		}

	},

	/**
	 * Go through the names of the headers that the request has.
	 */
	NAMES {

		@Override
		boolean find(List<String> names, ServletHeaders.Fields fields) {
			Enumeration<String> received = fields.names();
			while (received.hasMoreElements()) {
				String name = received.nextElement();
				if (mayBeForwarding(name) && names.stream().anyMatch(name::equalsIgnoreCase)) {
					return true;
				}
			}
			return false;
		}

	};

	/**
	 * All others need no further look.
	 */
	private static boolean mayBeForwarding(String name) {
		int first = name.charAt(0) | 0x20;
		return first == 'x' || first == 'f';
	}

	/**
	 * Return whether a request has one of some headers.
	 * @param names the headers
	 * @param fields the headers of the request
	 */
	abstract boolean find(List<String> names, ServletHeaders.Fields fields);

}
