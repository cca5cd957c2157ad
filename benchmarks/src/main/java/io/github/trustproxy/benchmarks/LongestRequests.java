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
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

import jakarta.servlet.ServletException;

/**
 * Says how long the longest requests take, with lists that stay and with lists that are
 * replaced all the time. What both have is the machine's.
 */
public final class LongestRequests {

	private static final int SECONDS = 30;

	private static final int ROUNDS = 3;

	private static final int SHOWN = 5;

	private LongestRequests() {
	}

	/**
	 * Print a table.
	 * @param arguments how many seconds are measured at a time, 30 if it is not said
	 * @throws ServletException never
	 * @throws IOException never
	 */
	public static void main(String[] arguments) throws ServletException, IOException {
		int seconds = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : SECONDS;
		System.out.println("| lists | requests | longest requests, µs | collections | in them, ms |");
		System.out.println("| --- | ---: | --- | ---: | ---: |");
		for (int round = 0; round < ROUNDS; round++) {
			measure("that stay", ServletContender.OURS_WITH_SOURCES, seconds);
			measure("replaced ten times a second", ServletContender.OURS_WITH_CHANGING_SOURCES, seconds);
		}
	}

	private static void measure(String lists, ServletContender contender, int seconds)
			throws ServletException, IOException {
		ServletExchange exchange = new ServletExchange(contender, Workload.TWO_HOPS);
		send(exchange, 2, new long[1]);
		System.gc();
		long[] longest = new long[SHOWN];
		long collections = collections();
		long time = collectionTime();
		long requests = send(exchange, seconds, longest);
		System.out.printf("| %s | %,d | %s | %d | %d |%n", lists, requests,
				Arrays.toString(Arrays.stream(longest).map((nanos) -> nanos / 1000).toArray()),
				collections() - collections, collectionTime() - time);
	}

	private static long send(ServletExchange exchange, int seconds, long[] longest)
			throws ServletException, IOException {
		long requests = 0;
		long last = System.nanoTime();
		long end = last + seconds * 1_000_000_000L;
		while (last < end) {
			exchange.send();
			requests++;
			long now = System.nanoTime();
			if (now - last > longest[0]) {
				longest[0] = now - last;
				Arrays.sort(longest);
			}
			last = now;
		}
		return requests;
	}

	private static long collections() {
		return ManagementFactory.getGarbageCollectorMXBeans()
			.stream()
			.mapToLong(GarbageCollectorMXBean::getCollectionCount)
			.sum();
	}

	private static long collectionTime() {
		return ManagementFactory.getGarbageCollectorMXBeans()
			.stream()
			.mapToLong(GarbageCollectorMXBean::getCollectionTime)
			.sum();
	}

}
