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

package io.github.trustproxy.source;

import java.util.List;

/**
 * Is told what becomes of the lists of sources, on the thread that looks after them.
 *
 * @since 0.1.0
 */
public interface SourceListener {

	/**
	 * Called when the state of a source has changed, and not for each try.
	 * @param status the source, as it is now
	 */
	void stateChanged(SourceStatus status);

	/**
	 * Called when other addresses are trusted, after they are.
	 * @param status the source, as it is now
	 * @param added the ranges that are trusted now and were not before
	 * @param removed the ranges that are not trusted any more
	 */
	void listChanged(SourceStatus status, List<String> added, List<String> removed);

	/**
	 * Called when a list does not survive a restart, or has not, and not for each try.
	 * @param reason why, in full sentences
	 */
	default void cacheFailed(String reason) {
	}

}
