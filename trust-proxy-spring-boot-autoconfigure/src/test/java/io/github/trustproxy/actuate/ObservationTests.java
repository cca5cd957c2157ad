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

package io.github.trustproxy.actuate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.trustproxy.autoconfigure.TrustProxyObservationAutoConfiguration;
import io.github.trustproxy.server.AbstractApplicationTests;
import io.github.trustproxy.server.Application;
import io.github.trustproxy.server.EveryServer;
import io.github.trustproxy.server.ServerStack;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxObservationAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcObservationAutoConfiguration;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Observations of requests on every server.
 */
@EveryServer
class ObservationTests extends AbstractApplicationTests {

	private static final String ASKED_FOR = "trust-proxy.observations.client-address=true";

	ObservationTests(ServerStack stack) {
		super(stack);
	}

	@Test
	void clientIsAHighCardinalityKeyValueWhereAskedFor() throws Exception {
		Application application = observed("trust-proxy=loopback", ASKED_FOR);
		assertThat(clientAddress(application, "/whoami", "X-Forwarded-For: 203.0.113.7")).isEqualTo("203.0.113.7");
		assertThat(clientAddress(application, "/whoami", "X-Forwarded-For: 2001:DB8:0::7")).isEqualTo("2001:db8::7");
		assertThat(clientAddress(application, "/whoami")).isEqualTo("127.0.0.1");
		assertThat(clientAddress(application, "/fail", "X-Forwarded-For: 203.0.113.7")).isEqualTo("203.0.113.7");
	}

	@Test
	void clientIsNoKeyValueByDefault() throws Exception {
		assertThat(clientAddress(observed("trust-proxy=loopback"), "/whoami", "X-Forwarded-For: 203.0.113.7"))
			.isEqualTo("none");
	}

	@Test
	void clientIsNoKeyValueWithoutTheSetting() throws Exception {
		assertThat(clientAddress(observed(ASKED_FOR), "/whoami", "X-Forwarded-For: 203.0.113.7")).isEqualTo("none");
	}

	@Test
	void rejectedRequestIsObservedWithTheSameTagsOnAllServers() throws Exception {
		Application application = observed("trust-proxy=loopback", "trust-proxy.malformed=reject");
		assertThat(application.get("/whoami", "X-Forwarded-For: junk").status()).isEqualTo(400);
		SeenAddresses seen = application.context().getBean(SeenAddresses.class);
		assertThat(seen.addresses.poll(30, TimeUnit.SECONDS)).isNotNull();
		assertThat(seen.tags).last().isEqualTo("uri UNKNOWN, status 400, outcome CLIENT_ERROR, method GET");
	}

	private Application observed(String... properties) {
		List<Class<?>> configurations = new ArrayList<>(List.of(Observations.class));
		configurations.add(stack().isServlet() ? ServletObservations.class : WebFluxObservations.class);
		return application(configurations, properties);
	}

	private static String clientAddress(Application application, String path, String... headers)
			throws IOException, InterruptedException {
		application.get(path, headers);
		String seen = application.context().getBean(SeenAddresses.class).addresses.poll(30, TimeUnit.SECONDS);
		assertThat(seen).isNotNull();
		return seen;
	}

	@ImportAutoConfiguration({ ObservationAutoConfiguration.class, TrustProxyObservationAutoConfiguration.class })
	static class Observations {

		@Bean
		SeenAddresses seenAddresses() {
			return new SeenAddresses();
		}

	}

	@ImportAutoConfiguration(WebMvcObservationAutoConfiguration.class)
	static class ServletObservations {

	}

	@ImportAutoConfiguration(WebFluxObservationAutoConfiguration.class)
	static class WebFluxObservations {

	}

	static class SeenAddresses implements ObservationHandler<Observation.Context> {

		private final BlockingQueue<String> addresses = new LinkedBlockingQueue<>();

		private final List<String> tags = new CopyOnWriteArrayList<>();

		@Override
		public void onStop(Observation.Context context) {
			if ("http.server.requests".equals(context.getName())) {
				assertThat(context.getLowCardinalityKeyValue("client.address")).isNull();
				this.tags.add(Stream.of("uri", "status", "outcome", "method")
					.map((key) -> key + " " + context.getLowCardinalityKeyValue(key).getValue())
					.collect(Collectors.joining(", ")));
				KeyValue address = context.getHighCardinalityKeyValue("client.address");
				this.addresses.add((address != null) ? address.getValue() : "none");
			}
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

}
