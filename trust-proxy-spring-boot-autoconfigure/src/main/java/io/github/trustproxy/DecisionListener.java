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

package io.github.trustproxy;

/**
 * Is told of each request about which something had to be decided, once, before the
 * application sees it. Where an embedded server has a {@link Door}, that is each request.
 * It must not throw an exception, wait, or cost much.
 */
public interface DecisionListener {

	/**
	 * Called for each decision.
	 * @param <R> the type of the request
	 * @param request the request as the server received it; it belongs to the server
	 * after this call
	 * @param reader reads the request
	 * @param decision what was decided
	 */
	<R> void onDecision(R request, RequestReader<R> reader, Decision decision);

}
