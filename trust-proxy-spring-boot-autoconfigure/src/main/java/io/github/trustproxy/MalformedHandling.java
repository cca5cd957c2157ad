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
 * What a malformed address in the chain, or a malformed certificate, does.
 *
 * @since 0.1.0
 */
public enum MalformedHandling {

	/**
	 * The walk stops: the client is the last verified hop. It has no certificate.
	 */
	STOP,

	/**
	 * The request is answered with 400.
	 */
	REJECT;

	/**
	 * Return whether a request is answered with 400.
	 * @param request the request with its decision
	 * @return {@code true} if it is not passed on to the application
	 */
	public boolean rejects(DecidedRequest<?> request) {
		return this == REJECT && request.isMalformed();
	}

}
