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

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * The sources that entries of a setting name. Public for what keeps their lists.
 *
 * @since 0.1.0
 */
public interface TrustSources {

	/**
	 * Return the list of a source.
	 * @param entry an entry of a setting
	 * @return what it stands for at the moment, which is empty if nothing is known;
	 * {@code null} if the entry names no source
	 */
	@Nullable SourceList find(String entry);

	/**
	 * Return the names of the sources that have been set up.
	 * @return the names, of which an entry may be a misspelt one
	 */
	Collection<String> names();

}
