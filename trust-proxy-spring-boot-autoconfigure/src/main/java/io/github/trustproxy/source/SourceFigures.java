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
 * What is known of a source, in numbers.
 *
 * @param ranges how many ranges are trusted
 * @param age how many seconds ago its oldest list was known to be good, which is the date
 * of a list that is not refreshed; not a number if nobody knows
 * @param successes how often a list was read, or found to be the same
 * @param failures how often it could not be read, or was refused
 * @since 0.1.0
 */
public record SourceFigures(int ranges, double age, long successes, long failures) {

}
