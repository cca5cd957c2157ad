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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.github.trustproxy.autoconfigure.TrustProxyMetricsAutoConfiguration;
import io.github.trustproxy.observe.RequestOutcome;
import io.github.trustproxy.server.AbstractApplicationTests;
import io.github.trustproxy.server.Application;
import io.github.trustproxy.server.EveryServer;
import io.github.trustproxy.server.ManagementServer;
import io.github.trustproxy.server.ServerStack;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests are counted on every server.
 */
@EveryServer
class MetersTests extends AbstractApplicationTests {

	MetersTests(ServerStack stack) {
		super(stack);
	}

	@Test
	void eachOutcomeHasACounterFromTheStartOn() {
		assertThat(
				counters(application(Meters.class, "trust-proxy=loopback", "spring.application.name=start")).keySet())
			.containsExactlyInAnyOrder(RequestOutcome.values());
	}

	@Test
	void addressesAreInNoTag() throws IOException {
		Application application = application(Meters.class, "trust-proxy=loopback", "spring.application.name=tags");
		application.get("/whoami", "X-Forwarded-For: 203.0.113.7");
		assertThat(registry(application).find("trustproxy.requests").meters()).hasSize(RequestOutcome.values().length)
			.allSatisfy((meter) -> assertThat(meter.getId().getTags())
				.containsExactly(Tag.of("outcome", meter.getId().getTag("outcome"))));
	}

	@Test
	void eachRequestIsCountedOnce() throws IOException {
		Application application = application(Meters.class, "trust-proxy=loopback",
				"trust-proxy.allowed-hosts=www.example.com", "trust-proxy.malformed=reject");
		application.get("/whoami", "X-Forwarded-For: 203.0.113.7");
		application.get("/whoami", "X-Forwarded-For: 6.6.6.6, 203.0.113.7", "X-Forwarded-Host: www.example.com");
		application.get("/whoami", "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Host: evil.example");
		application.get("/whoami", "X-Forwarded-For: junk");
		application.get("/whoami", "X-Forwarded-For: unknown");
		application.get("/whoami", "X-Forwarded-For: 127.0.0.2");
		application.get("/whoami");
		application.get("/fail");
		application.get("/fail", "X-Forwarded-For: 203.0.113.7");
		application.get("/missing", "X-Forwarded-For: 203.0.113.7");
		assertThat(counts(application)).isEqualTo(Map.of(RequestOutcome.CLIENT_FOUND, 4L,
				RequestOutcome.HOST_NOT_ALLOWED, 1L, RequestOutcome.MALFORMED, 1L, RequestOutcome.UNKNOWN, 1L,
				RequestOutcome.ALL_TRUSTED, 1L, RequestOutcome.NOT_FORWARDED, 2L));
	}

	@Test
	void requestsOfClientsThatConnectDirectlyAreCounted() throws IOException {
		Application application = application(Meters.class, "trust-proxy=10.0.0.0/8");
		application.get("/whoami");
		application.get("/whoami", "X-Forwarded-For: 203.0.113.7");
		application.get("/whoami", "X-Forwarded-Ssl: on");
		assertThat(counts(application)).isEqualTo(Map.of(RequestOutcome.DIRECT, 2L, RequestOutcome.UNTRUSTED_PEER, 1L));
	}

	@Test
	void requestsToAManagementServerAreCounted() throws IOException {
		Application application = application(List.of(Meters.class, ManagementServer.on(stack())),
				"trust-proxy=loopback", "management.server.port=0");
		application.managementServer().get("/actuator", "X-Forwarded-For: 203.0.113.7");
		application.managementServer().get("/actuator");
		application.get("/whoami", "X-Forwarded-For: 203.0.113.7");
		assertThat(counts(application))
			.isEqualTo(Map.of(RequestOutcome.CLIENT_FOUND, 2L, RequestOutcome.NOT_FORWARDED, 1L));
	}

	@Test
	void nothingIsCountedWithoutTheSetting() {
		assertThat(registry(application(Meters.class)).find("trustproxy.requests").meters()).isEmpty();
	}

	static Map<RequestOutcome, Long> counts(Application application) {
		return counters(application).entrySet()
			.stream()
			.filter((entry) -> entry.getValue() > 0)
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	private static Map<RequestOutcome, Long> counters(Application application) {
		Map<RequestOutcome, Long> counters = new TreeMap<>();
		for (Meter meter : registry(application).find("trustproxy.requests").meters()) {
			counters.put(RequestOutcome.valueOf(meter.getId().getTag("outcome")),
					(long) ((FunctionCounter) meter).count());
		}
		return counters;
	}

	private static MeterRegistry registry(Application application) {
		return application.context().getBean(MeterRegistry.class);
	}

	@ImportAutoConfiguration({ MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
			SimpleMetricsExportAutoConfiguration.class, TrustProxyMetricsAutoConfiguration.class })
	static class Meters {

	}

}
