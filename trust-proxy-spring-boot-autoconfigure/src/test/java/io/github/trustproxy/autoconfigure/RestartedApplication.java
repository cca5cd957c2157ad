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

package io.github.trustproxy.autoconfigure;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.devtools.restart.Restarter;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application that the devtools restart as if its classes had changed, and that says
 * what is left of those before.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class RestartedApplication {

	private static final int STARTS = 3;

	/** Without trust-proxy as well, the last one before is still held by somebody. */
	private static final int LOADERS = 2;

	public static void main(String[] args) throws InterruptedException {
		ConfigurableApplicationContext context = SpringApplication.run(RestartedApplication.class, args);
		// Of the JVM, and not of this class, which each start loads anew
		@SuppressWarnings("unchecked")
		List<WeakReference<ClassLoader>> loaders = (List<WeakReference<ClassLoader>>) System.getProperties()
			.computeIfAbsent("loaders", (key) -> new ArrayList<>());
		loaders.add(new WeakReference<>(RestartedApplication.class.getClassLoader()));
		if (loaders.size() < STARTS) {
			new Thread(() -> Restarter.getInstance().restart()).start();
			return;
		}
		for (int i = 0; i < 100 && alive(loaders) > LOADERS; i++) {
			System.gc();
			Thread.sleep(100);
		}
		long threads = Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("trust-proxy-sources"))
			.count();
		System.out.printf("Starts: %d, left: %s, threads: %d%n", loaders.size(), alive(loaders) > LOADERS, threads);
		SpringApplication.exit(context);
		System.exit(0);
	}

	private static long alive(List<WeakReference<ClassLoader>> loaders) {
		return loaders.stream().filter((loader) -> loader.get() != null).count();
	}

}
