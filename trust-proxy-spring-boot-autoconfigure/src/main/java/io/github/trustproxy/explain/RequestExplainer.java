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

package io.github.trustproxy.explain;

import io.github.trustproxy.ClientAddressResolver;

/**
 * Explains the decision about a request. There is one bean of this type where a
 * {@link ClientAddressResolver} decides according to {@code trust-proxy}, with the same
 * {@code R}. It is meant for diagnosis: to put the explanation together costs much more
 * than to decide.
 *
 * @param <R> the type of the request
 * @since 0.1.0
 */
@FunctionalInterface
public interface RequestExplainer<R> {

	/**
	 * Explain the decision about a request.
	 * @param request the request, as the server or any filter hands it out
	 * @return the explanation
	 */
	Explanation explain(R request);

}
