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

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import org.openjdk.jmh.infra.Blackhole;

/**
 * An application that reads where a request comes from.
 */
final class ReadingChain implements FilterChain {

	private String address = "";

	private String scheme = "";

	private String host = "";

	private boolean secure;

	@Override
	public void doFilter(ServletRequest request, ServletResponse response) {
		this.address = request.getRemoteAddr();
		this.scheme = request.getScheme();
		this.host = request.getServerName();
		this.secure = request.isSecure();
	}

	void drainTo(Blackhole blackhole) {
		blackhole.consume(this.address);
		blackhole.consume(this.scheme);
		blackhole.consume(this.host);
		blackhole.consume(this.secure);
	}

	Answer answer() {
		return new Answer(this.address, this.scheme, this.host, this.secure);
	}

}
