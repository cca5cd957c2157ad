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

package io.github.trustproxy.integration;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.WhoAmI;

/**
 * Clients that send honest and forged requests until they are stopped. No two requests
 * come from the same address or ask for the same host, so that nobody can get the answer
 * of somebody else unnoticed.
 */
final class Traffic implements AutoCloseable {

	private static final int CLIENTS = 4;

	private static final int EXAMPLES = 20;

	private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

	private static final String[] FORWARDING_HEADERS = { "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto",
			"x-forwarded-port", "x-forwarded-prefix", "x-forwarded-ssl", "forwarded" };

	/** What clients send besides: nothing in one of three requests. */
	private static final List<List<String>> CLAIMS = claims();

	private final List<Door> doors;

	private final List<Thread> threads = new ArrayList<>();

	private final AtomicInteger numbers = new AtomicInteger();

	/** Odd while something is down. */
	private final AtomicInteger phase = new AtomicInteger();

	private final LongAdder gatewayErrors = new LongAdder();

	private final LongAdder lost = new LongAdder();

	private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());

	private volatile boolean stopped;

	Traffic(List<Door> doors) {
		this.doors = doors;
		for (int i = 0; i < CLIENTS; i++) {
			Random random = new Random(i);
			Thread thread = new Thread(() -> run(random), "Client " + i);
			this.threads.add(thread);
			thread.start();
		}
	}

	private static List<List<String>> claims() {
		List<List<String>> forged = Stream.concat(ForgedHeaders.ofAddress(), ForgedHeaders.ofOrigin())
			.map(ForgedHeaders::lines)
			.toList();
		List<List<String>> claims = new ArrayList<>(forged);
		claims.addAll(Collections.nCopies(forged.size() / 2, List.of()));
		return claims;
	}

	private void run(Random random) {
		while (!this.stopped) {
			Door door = this.doors.get(random.nextInt(this.doors.size()));
			int before = this.phase.get();
			Outcome outcome = request(door, CLAIMS.get(random.nextInt(CLAIMS.size())));
			if (outcome == Outcome.RIGHT) {
				door.right().increment();
				continue;
			}
			if (outcome != Outcome.WRONG && isUp(before) && this.phase.get() == before) {
				this.wrong.add("%s although everything was up, %s".formatted(outcome, door));
			}
			((outcome == Outcome.GATEWAY_ERROR) ? this.gatewayErrors : this.lost).increment();
			// Leaves the machine to what is being started
			LockSupport.parkNanos(PAUSE);
		}
	}

	private static boolean isUp(int phase) {
		return phase % 2 == 0;
	}

	private Outcome request(Door door, List<String> claims) {
		int number = this.numbers.incrementAndGet();
		String source = "127.%d.%d.%d".formatted(1 + (number >> 16), (number >> 8) & 0xff, number & 0xff);
		String host = "app%d.example.com".formatted(number);
		List<String> headers = new ArrayList<>(List.of("Host: %s:%d".formatted(host, door.address().getPort())));
		headers.addAll(claims);
		RawResponse response;
		try {
			response = new RawHttpClient(source, door.address(), null).get("/whoami", headers);
		}
		catch (IOException | IllegalArgumentException | IndexOutOfBoundsException ex) {
			return Outcome.LOST;
		}
		if (response.status() == 502 || response.status() == 504) {
			return Outcome.GATEWAY_ERROR;
		}
		return isRight(door, source, host, response) ? Outcome.RIGHT : wrong(door, claims, source, response);
	}

	private Outcome wrong(Door door, List<String> claims, String source, RawResponse response) {
		if (this.wrong.size() < EXAMPLES) {
			this.wrong.add("%s got %s through %s with %s".formatted(source, response, door, claims));
		}
		return Outcome.WRONG;
	}

	private static boolean isRight(Door door, String source, String host, RawResponse response) {
		if (response.status() != 200) {
			return false;
		}
		WhoAmI answer = WhoAmI.parse(response.body());
		return answer.values().equals(door.expected(source, host))
				&& Collections.disjoint(answer.headers(), List.of(FORWARDING_HEADERS));
	}

	/**
	 * Say that something is going down, or is up again. In between, requests may be lost
	 * and proxies may answer by themselves.
	 */
	void changePhase() {
		this.phase.incrementAndGet();
	}

	/**
	 * Return how many requests nobody answered, or a proxy that could not reach the next
	 * one.
	 */
	long failed() {
		return gatewayErrors() + lost();
	}

	long gatewayErrors() {
		return this.gatewayErrors.sum();
	}

	long lost() {
		return this.lost.sum();
	}

	/**
	 * Return examples of wrong answers.
	 */
	List<String> wrong() {
		synchronized (this.wrong) {
			return List.copyOf(this.wrong);
		}
	}

	@Override
	public void close() throws InterruptedException {
		this.stopped = true;
		for (Thread thread : this.threads) {
			thread.join();
		}
	}

	private enum Outcome {

		RIGHT, WRONG, GATEWAY_ERROR, LOST

	}

	/**
	 * Where clients connect to.
	 *
	 * @param address where the first proxy listens
	 * @param proxies the addresses of the first proxy and those behind it
	 * @param right counts right answers
	 */
	record Door(InetSocketAddress address, List<String> proxies, LongAdder right) {

		private Map<String, Object> expected(String source, String host) {
			List<String> ips = new ArrayList<>(List.of(source));
			ips.addAll(this.proxies.subList(0, this.proxies.size() - 1));
			Map<String, Object> values = new LinkedHashMap<>();
			values.put("ip", source);
			values.put("ips", ips);
			values.put("peer", this.proxies.get(this.proxies.size() - 1));
			values.put("remoteAddr", source);
			values.put("remoteHost", source);
			values.put("remotePort", 0);
			values.put("scheme", "http");
			values.put("secure", false);
			values.put("host", host);
			values.put("port", this.address.getPort());
			values.put("prefix", "");
			values.put("key", source);
			values.put("url", "http://%s:%d/whoami".formatted(host, this.address.getPort()));
			return values;
		}

	}

}
