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

package io.github.trustproxy.benchmarks.application;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Objects;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * An application that has what its class path brings, says how long its start took and
 * ends.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class StartedApplication {

	/**
	 * Start the application.
	 * @param arguments properties
	 */
	public static void main(String[] arguments) {
		SpringApplication application = new SpringApplication(StartedApplication.class);
		ApplicationListener<ApplicationReadyEvent> listener = (event) -> {
			Duration start = Objects.requireNonNull(event.getTimeTaken());
			// Without the compiler, whose threads work on what may not be needed before
			// the end
			long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
			System.out.println("Started in " + start.toNanos() + " ns, CPU " + cpu + " ns");
		};
		application.addListeners(listener);
		application.run(arguments).close();
	}

}
