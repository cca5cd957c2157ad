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

package io.github.trustproxy.observe;

import io.github.trustproxy.DecidedRequest;

/**
 * Is told of each request, once, before the application sees it: not of its later
 * dispatches, and not of requests that are only described. A listener is called on the
 * path of the request, so that it must not throw an exception, wait, or cost much.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface RequestListener {

	/**
	 * Called for each request.
	 * @param request the request with its decision; it belongs to the server after this
	 * call
	 * @param outcome what became of the request
	 */
	void onRequest(DecidedRequest<?> request, RequestOutcome outcome);

}
