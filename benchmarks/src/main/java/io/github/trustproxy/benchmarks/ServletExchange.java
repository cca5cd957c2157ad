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

import java.io.IOException;
import java.lang.reflect.Proxy;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Sends one request through a filter to an application, over and over.
 */
final class ServletExchange {

	private final Filter filter;

	private final StubRequest request;

	private final HttpServletResponse response = (HttpServletResponse) Proxy.newProxyInstance(
			ServletExchange.class.getClassLoader(), new Class<?>[] { HttpServletResponse.class },
			(proxy, method, arguments) -> {
				throw new UnsupportedOperationException(method.toString());
			});

	private final ReadingChain application = new ReadingChain();

	ServletExchange(ServletContender contender, Workload workload) throws IOException, ServletException {
		this.filter = contender.filter(workload);
		this.request = contender.request(workload);
		WrongAnswerException.check(contender, workload, send().answer(), contender.answer(workload));
	}

	/**
	 * Send the request.
	 * @return the application that has read it
	 */
	ReadingChain send() throws IOException, ServletException {
		this.request.reset();
		this.filter.doFilter(this.request, this.response, this.application);
		return this.application;
	}

}
