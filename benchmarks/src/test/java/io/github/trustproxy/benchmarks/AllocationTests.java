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

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;
import io.github.trustproxy.AddressFamily;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * What a request allocates, which unlike its time does not depend on the machine.
 */
class AllocationTests {

	private static final int REQUESTS = 20_000;

	/** After so many rounds at the most, the compiler has done all that it will do. */
	private static final int ROUNDS = 60;

	/** The measurement itself, spread over the requests of a round. */
	private static final double MEASUREMENT = 1;

	private static final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	@ParameterizedTest
	@MethodSource
	void allocatesNoMoreThanItsLimit(long limit, Operation operation) throws Exception {
		double most = operation.bytesWithout() + limit + slack(limit) + MEASUREMENT;
		double least = Double.MAX_VALUE;
		for (int round = 0; round < ROUNDS && least > most; round++) {
			least = Math.min(least, bytes(operation.measured()));
		}
		assertThat(least).isLessThanOrEqualTo(most);
	}

	/**
	 * Now and then the compiler does not inline a method, and a small object is made
	 * after all, such as a cursor of 32 bytes. Where nothing is made, nothing depends on
	 * that.
	 */
	private static double slack(long limit) {
		return limit / 8.0;
	}

	@Test
	void limitsAreThoseOfTheDocumentation() throws Exception {
		List<String> limits = new ArrayList<>();
		allocatesNoMoreThanItsLimit().map(Arguments.ArgumentSet.class::cast)
			.forEach((set) -> limits.add("| " + set.getName() + " | " + set.get()[0] + " |"));
		assertThat(Files.readAllLines(Path.of("../docs/performance.md"))).containsSequence(limits);
	}

	private static double bytes(Callable<?> operation) throws Exception {
		long before = threads.getCurrentThreadAllocatedBytes();
		for (int i = 0; i < REQUESTS; i++) {
			operation.call();
		}
		return (threads.getCurrentThreadAllocatedBytes() - before) / (double) REQUESTS;
	}

	static Stream<Arguments> allocatesNoMoreThanItsLimit() {
		return Stream.of(argumentSet("direct request", 48, servlet(ServletContender.OURS, Workload.DIRECT)),
				argumentSet("direct request, IPv6", 48, servlet(ServletContender.OURS, Workload.DIRECT_IPV6)),
				argumentSet("direct request, counted", 48, servlet(ServletContender.OURS_WITH_METERS, Workload.DIRECT)),
				argumentSet("direct request, five sources that change", 48,
						servlet(ServletContender.OURS_WITH_CHANGING_SOURCES, Workload.DIRECT)),
				argumentSet("direct request, every proof", 48,
						servlet(ServletContender.OURS_WITH_PROOFS, Workload.DIRECT)),
				argumentSet("direct request, OpenTelemetry without a span", 48,
						servlet(ServletContender.OURS_WITHOUT_A_SPAN, Workload.DIRECT)),
				argumentSet("two hops", 256, servlet(ServletContender.OURS, Workload.TWO_HOPS)),
				argumentSet("two hops, IPv6", 256, servlet(ServletContender.OURS, Workload.TWO_HOPS_IPV6)),
				argumentSet("two hops, counted", 256, servlet(ServletContender.OURS_WITH_METERS, Workload.TWO_HOPS)),
				argumentSet("two hops, five sources that change", 256,
						servlet(ServletContender.OURS_WITH_CHANGING_SOURCES, Workload.TWO_HOPS)),
				argumentSet("two hops, every proof", 256,
						servlet(ServletContender.OURS_WITH_PROOFS, Workload.TWO_HOPS)),
				argumentSet("two hops, OpenTelemetry without a span", 272,
						servlet(ServletContender.OURS_WITHOUT_A_SPAN, Workload.TWO_HOPS)),
				argumentSet("ten hops", 304, servlet(ServletContender.OURS, Workload.TEN_HOPS)),
				argumentSet("8 KB of a client", 176, servlet(ServletContender.OURS, Workload.FORGED)),
				argumentSet("direct request to WebFlux", 272, webFlux(Workload.DIRECT)),
				argumentSet("two hops to WebFlux", 944, webFlux(Workload.TWO_HOPS)),
				argumentSet("IPv4 literal in ten thousand ranges", 0, lookups(AddressFamily.IPV4)),
				argumentSet("IPv6 literal in ten thousand ranges", 0, lookups(AddressFamily.IPV6)));
	}

	private static Operation servlet(ServletContender contender, Workload workload) {
		return new Operation(MeasuredRequests.inClassesOfTheirOwn("servlet", contender.name(), workload.name()), null);
	}

	/**
	 * What WebFlux itself allocates for an exchange does not count.
	 */
	private static Operation webFlux(Workload workload) {
		return new Operation(
				MeasuredRequests.inClassesOfTheirOwn("webFlux", WebFluxContender.OURS.name(), workload.name()),
				MeasuredRequests.inClassesOfTheirOwn("webFlux", WebFluxContender.NONE.name(), workload.name()));
	}

	private static Operation lookups(AddressFamily family) {
		return new Operation(MeasuredRequests.inClassesOfTheirOwn("lookups", family.name()), null);
	}

	/**
	 * Something that may allocate.
	 *
	 * @param measured does it
	 * @param without what is done where there is nothing to be measured, or {@code null}
	 * for nothing
	 */
	record Operation(Callable<?> measured, @Nullable Callable<?> without) {

		/**
		 * Return what is allocated where there is nothing to be measured.
		 */
		double bytesWithout() throws Exception {
			double least = (this.without != null) ? Double.MAX_VALUE : 0;
			for (int round = 0; round < ROUNDS && this.without != null; round++) {
				least = Math.min(least, bytes(this.without));
			}
			return least;
		}

	}

}
