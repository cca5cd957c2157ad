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

package io.github.trustproxy.autoconfigure;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Logs that a bean of the application threw an exception: loudly once, because the bean
 * has to be mended, and then quietly, because clients may be able to repeat it at will.
 */
final class PolicyFailureLogger implements Consumer<Throwable> {

	private static final Log logger = LogFactory.getLog(PolicyFailureLogger.class);

	private final String message;

	private final AtomicBoolean warned = new AtomicBoolean();

	private PolicyFailureLogger(String message) {
		this.message = message;
	}

	static PolicyFailureLogger ofPolicy() {
		return new PolicyFailureLogger(
				"The TrustPolicy bean threw an exception, so nobody is trusted for this request.");
	}

	static PolicyFailureLogger ofListener() {
		return new PolicyFailureLogger(
				"A listener bean of trust-proxy threw an exception, which does not concern the request.");
	}

	@Override
	public void accept(Throwable failure) {
		if (this.warned.compareAndSet(false, true)) {
			logger.warn(this.message + " Further exceptions are logged at DEBUG.", failure);
		}
		else {
			logger.debug(this.message, failure);
		}
	}

}
