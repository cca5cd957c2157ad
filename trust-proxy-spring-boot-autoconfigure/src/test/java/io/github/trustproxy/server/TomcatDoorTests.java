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
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.access.common.spi.IAccessEvent;
import ch.qos.logback.access.tomcat.LogbackValve;
import ch.qos.logback.core.AppenderBase;
import io.github.trustproxy.support.RawConnection;
import io.github.trustproxy.support.Shows;
import org.apache.catalina.valves.RemoteCIDRValve;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What only Tomcat has.
 */
@ParameterizedClass
@EnumSource(value = ServerStack.class, names = { "TOMCAT_SERVLET", "TOMCAT_WEBFLUX" })
class TomcatDoorTests extends AbstractApplicationTests {

	TomcatDoorTests(ServerStack stack) {
		super(stack);
	}

	@Test
	void valveThatAdmitsByAddressAdmitsTheClient() throws IOException {
		Application application = application(AddressValve.class, "trust-proxy=127.0.0.1");
		assertThat(application.get("/whoami", "X-Forwarded-For: 203.0.113.7").status()).isEqualTo(200);
		assertThat(application.get("/whoami", "X-Forwarded-For: 203.0.113.8").status()).isEqualTo(403);
		assertThat(application.get("/whoami").status()).isEqualTo(403);
	}

	/**
	 * This valve is in front of the application as well, and logs what the server answers
	 * itself.
	 */
	@Test
	void valveOfLogbackLogsTheClient() throws Exception {
		Application application = application(LogbackAccess.class, "trust-proxy=127.0.0.1");
		BlockingQueue<String> logged = application.context().getBean(LogbackAccess.class).logged;
		application.get("/whoami", "X-Forwarded-For: 203.0.113.7");
		assertThat(logged.poll(10, TimeUnit.SECONDS)).isEqualTo("203.0.113.7 /whoami -");
		application.exchange(Application.IPV4_LOOPBACK,
				"GET /%zz HTTP/1.1\r\nHost: a.example\r\nX-Forwarded-For: 203.0.113.8\r\n\r\n");
		assertThat(logged.poll(10, TimeUnit.SECONDS)).startsWith("203.0.113.8 ");
	}

	/**
	 * With look-ups, Tomcat would say that the peer is {@code localhost}, and WebFlux
	 * would ask for the address of that: the owner of an address chooses its name.
	 */
	@Test
	@Shows("threat-model.md: a name that the attacker's DNS has")
	void peerIsThatOfTheSocketWhateverItsNameIs() throws IOException {
		assumeThat(Application.hasIpv6()).isTrue();
		Application application = application(LookUps.class, "trust-proxy=127.0.0.1");
		WhoAmI seen = Application.whoAmI(application.exchange(Application.IPV6_LOOPBACK,
				Application.request("/whoami", "X-Forwarded-For: 203.0.113.7")));
		assertThat(seen.peer()).isEqualTo("::1");
		assertThat(seen.ip()).isEqualTo("::1");
		assertThat(seen.remoteHost()).isEqualTo("::1");
		assertThat(application.whoAmI("X-Forwarded-For: 203.0.113.7").remoteHost()).isEqualTo("203.0.113.7");
	}

	/**
	 * Tomcat logs the request that it goes on with in HTTP/2 before anybody has seen it.
	 */
	@Test
	@Shows(value = "what-is-rewritten.md: 3. Access logs", on = "Tomcat")
	void upgradeToHttp2IsLoggedWithItsClient(@TempDir Path directory) throws IOException {
		try (ServerAccessLog log = ServerAccessLog.of(stack(), directory)) {
			Application application = application(log.propertiesAnd("trust-proxy=127.0.0.1",
					"server.http2.enabled=true", "spring.application.name=upgrade-" + stack()));
			try (RawConnection connection = application.connect(Application.IPV4_LOOPBACK)) {
				connection.send(Application.request("/upgraded", "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c",
						"HTTP2-Settings: AAMAAABkAAQAAP__", "X-Forwarded-For: 203.0.113.7"));
				assertThat(log.await("/upgraded HTTP/1.1")).startsWith("203.0.113.7 ");
			}
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class AddressValve {

		@Bean
		WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> addressValve() {
			RemoteCIDRValve valve = new RemoteCIDRValve();
			valve.setAllow("203.0.113.7/32");
			return (factory) -> factory.addEngineValves(valve);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LogbackAccess {

		final BlockingQueue<String> logged = new LinkedBlockingQueue<>();

		@Bean
		WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> logbackValve() {
			LogbackValve valve = new LogbackValve();
			valve.setQuiet(true);
			AppenderBase<IAccessEvent> appender = new AppenderBase<>() {

				@Override
				protected void append(IAccessEvent event) {
					LogbackAccess.this.logged.add(event.getRemoteAddr() + " " + event.getRequestURI() + " "
							+ event.getRequestHeader("X-Forwarded-For"));
				}

			};
			appender.setContext(valve);
			appender.start();
			valve.addAppender(appender);
			return (factory) -> factory.addEngineValves(valve);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LookUps {

		@Bean
		WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> lookUps() {
			return (factory) -> factory.addConnectorCustomizers((connector) -> connector.setEnableLookups(true));
		}

	}

}
