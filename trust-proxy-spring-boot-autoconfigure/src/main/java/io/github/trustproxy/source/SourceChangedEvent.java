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
 * Published as an event of the application when a source trusts other addresses, after it
 * does: <pre class="code">
 * &#64;EventListener
 * void audit(SourceChangedEvent event) {
 *     this.log.info("{}: added {}, removed {}", event.source().name(), event.added(), event.removed());
 * }
 * </pre> Listeners are called on the thread that looks after sources, which waits for
 * them.
 *
 * @param source the source as it is now
 * @param added the ranges that are trusted now and were not before
 * @param removed the ranges that are not trusted any more
 * @since 0.1.0
 */
public record SourceChangedEvent(SourceStatus source, List<String> added, List<String> removed) {

	/**
	 * Create an event.
	 * @param source the source as it is now
	 * @param added the ranges that are trusted now and were not before
	 * @param removed the ranges that are not trusted any more
	 */
	public SourceChangedEvent {
		added = List.copyOf(added);
		removed = List.copyOf(removed);
	}

}
