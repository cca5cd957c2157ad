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

import java.nio.charset.StandardCharsets;

import io.github.trustproxy.benchmarks.application.StartedApplication;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A whole application, which gets requests without a network.
 */
final class StartedServer implements AutoCloseable {

	private final ServerKind server;

	private final ServerContender contender;

	private final ConfigurableApplicationContext application;

	/**
	 * Start an application.
	 * @param server runs it
	 * @param contender what it sets
	 */
	StartedServer(ServerKind server, ServerContender contender) {
		this.server = server;
		this.contender = contender;
		this.application = new SpringApplicationBuilder(StartedApplication.class, server.controller())
			.web(server.type())
			.registerShutdownHook(false)
			.properties("server.port=0", "server.tomcat.max-keep-alive-requests=-1", "logging.level.root=error",
					"spring.main.banner-mode=off", "spring.autoconfigure.exclude=" + server.others(),
					"spring.cloud.gateway.server.webflux.enabled=false")
			.properties(contender.properties())
			.run();
	}

	/**
	 * Connect to the application, and see whether it answers as it has to.
	 * @param workload the request
	 * @return what sends it
	 * @throws Exception if it is not answered
	 */
	ServerExchange connect(Workload workload) throws Exception {
		ServerExchange exchange = this.server.exchange(this.application, workload);
		Answer answer = this.contender.answer(workload);
		String expected = answer.address() + " " + answer.scheme() + " " + answer.host() + " " + answer.secure();
		String response = StandardCharsets.ISO_8859_1.decode(exchange.send()).toString();
		// Jetty itself has brackets around IPv6
		String origin = response.substring(response.lastIndexOf('\n') + 1).replaceAll("[\\[\\]]", "");
		WrongAnswerException.check(this.contender, workload, origin, expected);
		return exchange;
	}

	@Override
	public void close() {
		this.application.close();
	}

}
