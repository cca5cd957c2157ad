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

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A whole request to a controller, without a network. Much more code is compiled for it
 * than for other benchmarks, and the simplest collector leaves the processors to that.
 */
@Fork(value = 3, jvmArgsAppend = "-XX:+UseSerialGC")
@Warmup(iterations = 12, time = 1)
@Measurement(iterations = 8, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public abstract class AbstractServerBenchmark extends AbstractBenchmark {

	@Param({ "DIRECT", "DIRECT_IPV6", "TWO_HOPS", "TWO_HOPS_IPV6" })
	private Workload workload;

	private StartedServer started;

	private ServerExchange exchange;

	@Setup
	public void setUp() throws Exception {
		this.started = start();
		this.exchange = this.started.connect(this.workload);
	}

	/**
	 * Start the server that is measured.
	 */
	abstract StartedServer start();

	@TearDown
	public void tearDown() {
		this.started.close();
	}

	@Benchmark
	public ByteBuffer request() throws Exception {
		return this.exchange.send();
	}

}
