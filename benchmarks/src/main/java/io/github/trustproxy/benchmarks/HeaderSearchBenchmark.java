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

import java.util.List;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What it takes to find out that a request has no forwarding header, where servers keep
 * them.
 */
public class HeaderSearchBenchmark extends AbstractBenchmark {

	@Param({ "NONE", "LOOK_UPS", "NAMES" })
	private HeaderSearch contender;

	@Param({ "TOMCAT", "JETTY" })
	private ServletHeaders headers;

	private List<String> forwardingHeaders;

	private ServletHeaders.Fields fields;

	@Setup
	public void setUp() {
		this.forwardingHeaders = Workload.DIRECT.trustProxy().relevantHeaders();
		check(Workload.TWO_HOPS, this.contender != HeaderSearch.NONE);
		check(Workload.DIRECT, false);
	}

	private void check(Workload workload, boolean expected) {
		this.fields = this.headers.of(workload.headers());
		WrongAnswerException.check(this.contender, workload, search(), expected);
	}

	@Benchmark
	public boolean search() {
		this.fields.receive();
		return this.contender.find(this.forwardingHeaders, this.fields);
	}

}
