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

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A source of trust, for the operator.
 *
 * @param name its name in the setting
 * @param kind what it is: {@code provider}, {@code dns}, {@code file}, {@code https},
 * {@code list}, or {@code mixed} if it is several of them
 * @param from where its list comes from
 * @param ranges how many ranges are trusted
 * @param date the day or month that the list is of, or {@code null} if it has none
 * @param checked when it was last looked whether there is another list, or {@code null}
 * if it never was
 * @param next when it is looked again, or {@code null} if it is not
 * @param state how good the list is
 * @param error why the last look failed, or {@code null} if it did not
 * @param changed what changed last, or {@code null} if nothing did
 * @param proof what a request has to show besides its address, or {@code null} if nothing
 * @since 0.1.0
 */
public record SourceStatus(String name, String kind, String from, int ranges, @Nullable String date,
		@Nullable Instant checked, @Nullable Instant next, SourceState state, @Nullable String error,
		@Nullable String changed, @Nullable String proof) {

}
