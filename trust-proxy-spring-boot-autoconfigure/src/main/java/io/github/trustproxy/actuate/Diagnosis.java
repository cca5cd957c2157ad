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

package io.github.trustproxy.actuate;

import java.util.List;
import java.util.Map;

import io.github.trustproxy.observe.RequestOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What the {@link Doctor} says.
 *
 * @param requests how many requests it has seen
 * @param outcomes how many requests had which outcome, those that did not occur left out
 * @param peers the networks that most requests come from
 * @param advice what is probably wrong
 * @since 0.1.0
 */
public record Diagnosis(long requests, Map<RequestOutcome, Long> outcomes, List<Peers> peers, List<Advice> advice) {

	/**
	 * The peers in one network.
	 *
	 * @param network the network
	 * @param requests how many requests they sent
	 * @param outcomes how many requests had which outcome
	 * @param addresses how many requests had how many forwarded addresses; those with
	 * nine may have had more
	 */
	public record Peers(String network, long requests, Map<RequestOutcome, Long> outcomes,
			Map<Integer, Long> addresses) {

	}

	/**
	 * One thing that is probably wrong.
	 *
	 * @param text what it is and what to do
	 * @param evidence what was seen
	 * @param property the property to set, or {@code null} if none helps
	 * @param value the value to set, or {@code null} if the property is to be removed or
	 * none helps
	 */
	public record Advice(String text, String evidence, @Nullable String property, @Nullable String value) {

	}

}
