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

import io.github.trustproxy.benchmarks.AbstractBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * {@link LiteralBenchmark} with what Java 17 does not have.
 */
public class OfLiteralBenchmark extends AbstractBenchmark {

	@Param({ "JDK_LITERAL" })
	private LiteralContender contender;

	@Param({ "IPV4", "IPV6_FULL", "IPV6_COMPRESSED" })
	private LiteralForm form;

	private String[] literals;

	private int next;

	@Setup
	public void setUp() {
		this.literals = this.form.texts().toArray(String[]::new);
		this.contender.check(this.literals);
	}

	@Benchmark
	public void parse(Blackhole blackhole) {
		this.contender.parse(this.literals[this.next++ & (this.literals.length - 1)], blackhole);
	}

}
