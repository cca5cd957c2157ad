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
import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.github.trustproxy.autoconfigure.TrustProxyEndpointAutoConfiguration;
import io.github.trustproxy.server.Application;
import io.github.trustproxy.support.RawConnection.RawResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * The endpoint of a running application.
 *
 * @param server the server that has it
 */
record ExposedEndpoint(Application server) {

	static final String EXPOSED = "management.endpoints.web.exposure.include=trustproxy";

	private static final String PATH = "/actuator/trustproxy";

	JsonNode read() throws IOException {
		return json(this.server.get(PATH));
	}

	int status() throws IOException {
		return this.server.get(PATH).status();
	}

	JsonNode explain(Map<String, Object> body) throws IOException {
		return json(post(JsonMapper.shared().writeValueAsString(body)));
	}

	RawResponse post(String body) throws IOException {
		return this.server.exchange(Application.IPV4_LOOPBACK,
				"POST " + PATH + " HTTP/1.1\r\nHost: app.internal:8080\r\nContent-Type: application/json\r\n"
						+ "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
	}

	RawResponse refresh(String source) throws IOException {
		return this.server.exchange(Application.IPV4_LOOPBACK,
				"POST " + PATH + "/" + source + " HTTP/1.1\r\nHost: app.internal:8080\r\nContent-Length: 0\r\n\r\n");
	}

	static JsonNode json(RawResponse response) {
		return JsonMapper.shared().readTree(response.body());
	}

	/**
	 * The endpoint's own configuration.
	 */
	@ImportAutoConfiguration(TrustProxyEndpointAutoConfiguration.class)
	static class Configuration {

	}

}
