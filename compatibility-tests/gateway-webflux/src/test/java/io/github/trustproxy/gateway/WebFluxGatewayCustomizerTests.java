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

package io.github.trustproxy.gateway;

import java.util.List;

import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of the gateway's own way to let Reactor Netty rewrite the request.
 */
@Shows(value = "what-is-rewritten.md: 7. Other strategies", on = "Reactor Netty")
class WebFluxGatewayCustomizerTests {

	@Test
	@Shows("spring-cloud-gateway.md: httpserver.customizer-enabled: true")
	void customizerOfTheGatewayStopsTheStart() {
		String customizer = "spring.cloud.gateway.server.webflux.httpserver.customizer-enabled";
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(
					() -> Gateway
						.start(List.of("trust-proxy=10.0.0.0/8",
								"spring.cloud.gateway.server.webflux.trusted-proxies=.*", customizer + "=true"))
						.close())
			.withStackTraceContaining("forwarded(…) on Reactor Netty's HttpServer");
	}

}
