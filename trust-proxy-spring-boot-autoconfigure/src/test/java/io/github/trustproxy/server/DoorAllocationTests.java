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

package io.github.trustproxy.server;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

import com.sun.management.ThreadMXBean;
import io.github.trustproxy.support.RawConnection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the door of a server allocates, and what is behind it: for a request whose
 * address, port, scheme, host and a header the server looks at, and that the application
 * does not know. The compiler of these tests leaves no object out.
 */
@EveryServer
@Tag("slow")
class DoorAllocationTests extends AbstractApplicationTests {

	private static final int REQUESTS = 200;

	/** Something else may happen in the meantime. */
	private static final int ROUNDS = 6;

	private static final String[] FORWARDED = { "X-Forwarded-For: 198.51.100.66, 203.0.113.7, 127.0.0.3",
			"X-Forwarded-Proto: https", "X-Forwarded-Host: www.example.com" };

	private static final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	DoorAllocationTests(ServerStack stack) {
		super(stack);
	}

	@Test
	void directRequestCostsNoMoreThanItsLimit() throws IOException {
		assertThat(more("127.0.0.9")).isLessThanOrEqualTo(switch (stack()) {
			case TOMCAT_SERVLET -> 100;
			case JETTY_SERVLET -> 650;
			case NETTY_WEBFLUX -> 400;
			case TOMCAT_WEBFLUX -> 2450;
			case JETTY_WEBFLUX -> 2150;
		});
	}

	/**
	 * A header that is hidden is none that the answer repeats, which is less than before.
	 */
	@Test
	void twoHopsCostNoMoreThanTheirLimit() throws IOException {
		assertThat(more("127.0.0.1", FORWARDED)).isLessThanOrEqualTo(switch (stack()) {
			case TOMCAT_SERVLET, JETTY_SERVLET -> 50;
			case NETTY_WEBFLUX -> 800;
			case TOMCAT_WEBFLUX -> 3600;
			case JETTY_WEBFLUX -> 950;
		});
	}

	/**
	 * Return how many bytes more a request takes than without trust-proxy.
	 */
	private double more(String peer, String... headerLines) throws IOException {
		Class<?> observer = DoorTests.observer(stack());
		double without = bytes(application(observer, "server.tomcat.max-keep-alive-requests=-1"), peer, headerLines);
		return bytes(
				application(observer, "server.tomcat.max-keep-alive-requests=-1", "trust-proxy=127.0.0.1, 127.0.0.3"),
				peer, headerLines) - without;
	}

	private static double bytes(Application application, String peer, String... headerLines) throws IOException {
		String request = Application.request("/observed", headerLines);
		double least = Double.MAX_VALUE;
		try (RawConnection connection = application.connectFrom(peer)) {
			for (int round = 0; round < ROUNDS; round++) {
				Map<Long, Long> before = allocated();
				for (int i = 0; i < REQUESTS; i++) {
					connection.exchange(request);
				}
				least = Math.min(least, between(before, allocated()) / (double) REQUESTS);
			}
		}
		return least;
	}

	/**
	 * A thread that has ended has taken its number along.
	 */
	private static long between(Map<Long, Long> before, Map<Long, Long> after) {
		return after.entrySet()
			.stream()
			.mapToLong((thread) -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L))
			.sum();
	}

	/**
	 * Return how many bytes each thread has allocated, without the one of the test.
	 */
	private static Map<Long, Long> allocated() {
		Map<Long, Long> allocated = new HashMap<>();
		long[] ids = threads.getAllThreadIds();
		long[] bytes = threads.getThreadAllocatedBytes(ids);
		for (int i = 0; i < ids.length; i++) {
			if (ids[i] != Thread.currentThread().getId() && bytes[i] >= 0) {
				allocated.put(ids[i], bytes[i]);
			}
		}
		return allocated;
	}

}
