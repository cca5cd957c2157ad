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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;
import reactor.netty.ReactorNetty;
import reactor.netty.http.server.HttpServer;

/**
 * The access log of Reactor Netty, which is a logger that a system property switches on.
 */
final class AccessLogAppender extends AppenderBase<ILoggingEvent> implements ServerAccessLog {

	private final Logger logger = (Logger) LoggerFactory.getLogger("reactor.netty.http.server.AccessLog");

	private final List<String> entries = new CopyOnWriteArrayList<>();

	/**
	 * Reactor Netty reads the property once for all servers of a JVM, which must not have
	 * a log because of this test, and trust-proxy at each start.
	 */
	AccessLogAppender() {
		HttpServer.create();
		System.setProperty(ReactorNetty.ACCESS_LOG_ENABLED, "true");
	}

	/**
	 * Not before an application runs: the first one of a JVM resets the logging system.
	 */
	@Override
	public void beforeRequest() {
		start();
		this.logger.addAppender(this);
	}

	@Override
	protected void append(ILoggingEvent event) {
		this.entries.add(event.getFormattedMessage());
	}

	@Override
	public List<String> properties() {
		// The system property is read at the start: no application that runs already will
		// do
		return List.of("spring.application.name=logged");
	}

	@Override
	public List<String> entries() {
		return this.entries;
	}

	@Override
	public void close() {
		this.logger.detachAppender(this);
		System.clearProperty(ReactorNetty.ACCESS_LOG_ENABLED);
	}

}
