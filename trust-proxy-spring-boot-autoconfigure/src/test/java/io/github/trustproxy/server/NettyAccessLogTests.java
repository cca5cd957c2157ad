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

import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.netty.http.server.logging.AccessLog;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is special about the access log of Reactor Netty.
 */
@ParameterizedClass
@EnumSource(value = ServerStack.class, names = "NETTY_WEBFLUX")
@Shows(value = "what-is-rewritten.md: 3. Access logs", on = "Reactor Netty")
class NettyAccessLogTests extends AbstractApplicationTests {

	NettyAccessLogTests(ServerStack stack) {
		super(stack);
	}

	@Test
	void formatOfTheApplicationIsGivenTheClientAndTheProxy() throws IOException {
		try (ServerAccessLog log = new AccessLogAppender()) {
			Application application = application(OwnFormat.class, "trust-proxy=loopback");
			assertThat(log.entry(application, "/whoami", "X-Forwarded-For: 203.0.113.7:51234", "X-Tag: tag",
					"Cookie: name=value"))
				.matches(
						"203\\.0\\.113\\.7/203\\.0\\.113\\.7:51234 via /127\\.0\\.0\\.1:\\d+: GET /whoami HTTP/1.1 200 \\d{2,} \\[name] tag"
								+ " application/json - true true");
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnFormat {

		@Bean
		NettyServerCustomizer accessLog() {
			return (server) -> server.accessLog(true,
					(arguments) -> AccessLog.create("{} via {}: {} {} {} {} {} {} {} {} {} {} {}",
							arguments.connectionInformation().remoteAddress(),
							arguments.connectionInformation().connectionRemoteAddress(), arguments.method(),
							arguments.uri(), arguments.protocol(), arguments.status(), arguments.contentLength(),
							arguments.cookies().keySet(), arguments.requestHeader("X-Tag"),
							arguments.responseHeader("Content-Type"), arguments.user(), arguments.duration() >= 0,
							arguments.accessDateTime() != null));
		}

	}

}
