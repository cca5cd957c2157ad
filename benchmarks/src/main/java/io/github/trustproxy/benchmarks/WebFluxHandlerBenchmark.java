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

import org.openjdk.jmh.annotations.Param;

/**
 * A whole request to a controller of WebFlux, without a server.
 */
public class WebFluxHandlerBenchmark extends AbstractServerBenchmark {

	@Param({ "NONE", "FRAMEWORK", "OURS" })
	private ServerContender contender;

	@Override
	StartedServer start() {
		return new StartedServer(ServerKind.WEBFLUX, this.contender);
	}

}
