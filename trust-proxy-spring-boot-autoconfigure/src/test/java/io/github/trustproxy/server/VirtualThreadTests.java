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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.trustproxy.ClientAddress;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of requests on virtual threads, which exist on JDK 21 and later, and of the
 * thread that looks after sources, which is none of them.
 */
@ServletServers
class VirtualThreadTests extends AbstractApplicationTests {

	private static final boolean VIRTUAL = Runtime.version().feature() >= 21;

	@TempDir
	private Path directory;

	VirtualThreadTests(ServerStack stack) {
		super(stack);
	}

	@Test
	void requestsSeeTheListsThatOneThreadKeeps() throws IOException {
		Path file = Files.writeString(this.directory.resolve("proxies.txt"), "127.0.0.1");
		try (Application application = Application.start(stack().type(),
				new Class<?>[] { stack().application(), stack().server(), ThreadController.class },
				"spring.threads.virtual.enabled=true", "trust-proxy=file:" + file)) {
			assertThat(get(application)).isEqualTo("203.0.113.7, virtual " + VIRTUAL);
			assertThat(threads()).singleElement().satisfies((thread) -> assertThat(thread.isDaemon()).isTrue());
			Files.writeString(file, "127.0.0.1 203.0.113.0/24");
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.untilAsserted(() -> assertThat(get(application)).isEqualTo("198.51.100.66, virtual " + VIRTUAL));
		}
		Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(threads()).isEmpty());
	}

	private static String get(Application application) throws IOException {
		return application.get("/thread", "X-Forwarded-For: 198.51.100.66, 203.0.113.7").body();
	}

	/**
	 * Virtual threads are not among those of a JVM.
	 */
	private static List<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("trust-proxy-sources"))
			.toList();
	}

	@RestController
	static class ThreadController {

		@GetMapping("/thread")
		String thread(ClientAddress client) {
			// Virtual threads are all in this group (JEP 444)
			return client.ip() + ", virtual "
					+ Thread.currentThread().getThreadGroup().getName().equals("VirtualThreads");
		}

	}

}
