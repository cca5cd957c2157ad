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

import org.jspecify.annotations.Nullable;

/**
 * The trace of a request. Its methods throw no exceptions.
 *
 * @since 0.1.0
 */
public interface RequestTrace {

	/**
	 * Write into the trace what the application sees, in the place of what is there.
	 * @param request what the application sees
	 */
	void write(ShownRequest request);

	/**
	 * Return whether the request is still being traced.
	 * @return {@code false} after its end
	 */
	boolean isOpen();

	/**
	 * Finds the trace that a request is part of. It is asked by the thread that received
	 * the request, as early as possible: a server answers some requests without the
	 * application. It throws no exceptions.
	 */
	@FunctionalInterface
	interface Finder {

		/**
		 * Return the trace of this thread's request.
		 * @return the trace, {@code null} if there is none that somebody records
		 */
		@Nullable RequestTrace current();

	}

}
