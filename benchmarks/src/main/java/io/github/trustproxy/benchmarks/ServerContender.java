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

/**
 * What an application can set so that it sees the client.
 */
public enum ServerContender {

	/** Nobody looks at the headers. */
	NONE("server.forward-headers-strategy=none") {

		@Override
		Answer answer(Workload workload) {
			return workload.answerWithoutHeaders();
		}

	},

	/** Spring's filter, or its transformer. */
	FRAMEWORK("server.forward-headers-strategy=framework"),

	/** What the server brings. */
	NATIVE("server.forward-headers-strategy=native",
			"server.tomcat.remoteip.internal-proxies=" + Workload.trustedRanges()),

	/** trust-proxy. */
	OURS("trust-proxy=" + Workload.trustedRanges());

	private final String[] properties;

	ServerContender(String... properties) {
		this.properties = properties;
	}

	/**
	 * Return the properties that make the difference.
	 */
	String[] properties() {
		return this.properties;
	}

	Answer answer(Workload workload) {
		return workload.answer();
	}

}
