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

import io.github.trustproxy.SourceList;
import org.jspecify.annotations.Nullable;

/**
 * Reads the list of one entry. Used by one thread at a time, and never by a request.
 */
interface ListReader {

	/**
	 * Read the list.
	 * @return what was found
	 * @throws UnusableListException if there is no list, or none that can be trusted
	 */
	Reading read() throws UnusableListException;

	/**
	 * Called when the list that was read last has been taken, so that it need not be read
	 * again.
	 */
	default void taken() {
	}

	/**
	 * Return what tells the list that was taken last from others.
	 * @return a text without line ends, empty if there is none
	 */
	default String version() {
		return "";
	}

	/**
	 * Called when a list has been taken that was read before a restart.
	 * @param version what {@link #version()} was then
	 */
	default void restored(String version) {
	}

	/**
	 * What was found.
	 *
	 * @param list the list, or {@code null} without one
	 * @param finished whether it was found out if there is another list
	 */
	record Reading(@Nullable SourceList list, boolean finished) {

		/** It is the list that was taken last. */
		static final Reading UNCHANGED = new Reading(null, true);

		/** Somebody may be writing it at this moment. */
		static final Reading UNFINISHED = new Reading(null, false);

		static Reading of(SourceList list) {
			return new Reading(list, true);
		}

	}

}
