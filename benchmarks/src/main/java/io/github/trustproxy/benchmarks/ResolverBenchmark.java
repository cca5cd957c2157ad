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

import java.util.function.Function;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

import org.springframework.web.server.ServerWebExchange;

/**
 * The address of one request's client, as a resolver finds it.
 */
public class ResolverBenchmark extends AbstractBenchmark {

	@Param({ "OURS", "GATEWAY" })
	private ResolverContender contender;

	@Param({ "DIRECT", "TWO_HOPS", "TEN_HOPS" })
	private Workload workload;

	private StubExchange exchange;

	private Function<ServerWebExchange, String> resolver;

	@Setup
	public void setUp() {
		this.exchange = new StubExchange(
				new StubServerRequest(this.workload.peerAddress(), HeaderMap.NETTY.of(this.workload.headers())));
		this.resolver = this.contender.resolver();
		WrongAnswerException.check(this.contender, this.workload, address(), this.workload.secondAddressFromRight());
	}

	@Benchmark
	public String address() {
		this.exchange.reset();
		return this.resolver.apply(this.exchange);
	}

}
