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

import io.github.trustproxy.observe.RequestOutcome;
import io.github.trustproxy.server.AbstractApplicationTests;
import io.github.trustproxy.server.Application;
import io.github.trustproxy.server.ServerStack;
import io.github.trustproxy.server.ServletServers;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dispatches that a request leads to are no requests.
 */
@ServletServers
class DispatchMetersTests extends AbstractApplicationTests {

	DispatchMetersTests(ServerStack stack) {
		super(stack);
	}

	@Test
	void dispatchesAreNotCounted() throws IOException {
		Application application = application(MetersTests.Meters.class, "trust-proxy=loopback");
		for (String path : List.of("/callable", "/failing-callable", "/deferred", "/forward", "/send-error",
				"/whoami?start-async", "/whoami?start-async-with-request")) {
			application.get(path);
			application.get(path, "X-Forwarded-For: 203.0.113.7");
		}
		assertThat(MetersTests.counts(application))
			.isEqualTo(Map.of(RequestOutcome.CLIENT_FOUND, 7L, RequestOutcome.NOT_FORWARDED, 7L));
	}

}
