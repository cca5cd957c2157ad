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

import io.github.trustproxy.Proofs;
import io.github.trustproxy.autoconfigure.TrustProxySanitizingAutoConfiguration;
import io.github.trustproxy.server.AbstractApplicationTests;
import io.github.trustproxy.server.Application;
import io.github.trustproxy.server.EveryServer;
import io.github.trustproxy.server.ManagementServer;
import io.github.trustproxy.server.ServerStack;
import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.actuate.autoconfigure.context.properties.ConfigurationPropertiesReportEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.env.EnvironmentEndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks for the secret of a proof in everything that an application shows.
 */
@EveryServer
@ExtendWith(OutputCaptureExtension.class)
class SecretTests extends AbstractApplicationTests {

	private static final String[] PROPERTIES = { "trust-proxy=127.0.0.1,edge", "edge.secret=" + Proofs.SECRET,
			"trust-proxy.sources.edge.from=198.51.100.9", "trust-proxy.sources.edge.proof.header=" + Proofs.HEADER,
			"trust-proxy.sources.edge.proof.values=${edge.secret}, " + Proofs.OLD_SECRET,
			"management.endpoints.web.exposure.include=*", "management.endpoint.env.show-values=always",
			"management.endpoint.configprops.show-values=always", "logging.level.io.github.trustproxy=trace" };

	SecretTests(ServerStack stack) {
		super(stack);
	}

	@Test
	@Shows("threat-model.md: the secret in what is written about requests")
	void secretIsShownNowhere(CapturedOutput output) throws IOException {
		Application application = application(
				List.of(ManagementServer.on(stack()), ExposedEndpoint.Configuration.class, Endpoints.class),
				PROPERTIES);
		for (String line : List.of(Proofs.HEADER + ": " + Proofs.SECRET, Proofs.HEADER + ": guess")) {
			application.get("/whoami", line, "X-Forwarded-For: 203.0.113.7, 198.51.100.9");
		}
		ExposedEndpoint endpoint = new ExposedEndpoint(application);
		List<String> shown = List.of(endpoint.read().toString(),
				endpoint
					.explain(Map.of("peer", "127.0.0.1", "headers",
							"X-Forwarded-For: 203.0.113.7, 198.51.100.9\n" + Proofs.HEADER + ": " + Proofs.SECRET))
					.toString(),
				body(application, "/actuator/env"), body(application, "/actuator/env/edge.secret"),
				body(application, "/actuator/env/trust-proxy.sources.edge.proof.values"),
				body(application, "/actuator/configprops"), output.toString());
		assertThat(shown)
			.allSatisfy((text) -> assertThat(text).doesNotContain(Proofs.SECRET).doesNotContain(Proofs.OLD_SECRET));
		assertThat(shown.get(0)).contains("header X-Origin-Verify");
		assertThat(output).contains("'edge' trusts its address only with a proof");
		// The endpoints show what is no secret
		assertThat(body(application, "/actuator/env")).contains("198.51.100.9");
		assertThat(body(application, "/actuator/configprops")).contains(Proofs.HEADER);
	}

	private static String body(Application application, String path) throws IOException {
		RawResponse response = application.get(path);
		assertThat(response.status()).as(path).isEqualTo(200);
		return response.body();
	}

	@ImportAutoConfiguration({ EnvironmentEndpointAutoConfiguration.class,
			ConfigurationPropertiesReportEndpointAutoConfiguration.class, TrustProxySanitizingAutoConfiguration.class })
	static class Endpoints {

	}

}
