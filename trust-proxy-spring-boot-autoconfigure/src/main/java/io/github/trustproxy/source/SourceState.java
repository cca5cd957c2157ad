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

/**
 * How good the list of a source is. The worst is the last.
 *
 * @since 0.1.0
 */
public enum SourceState {

	/** It is the list of the jar or of the setting, which is not refreshed. */
	SNAPSHOT,

	/** It is what was there when it was last looked. */
	FRESH,

	/** The last look failed, and the list from before is kept. */
	STALE,

	/** There never was a list, so that the source trusts nobody. */
	FAILED,

	/** The list has been kept for too long, so that the source trusts nobody any more. */
	EXPIRED

}
