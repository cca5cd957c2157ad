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

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Puts decisions into words. It decides nothing: what it explains has been decided.
 */
final class Explainer {

	private final PathExplainer path;

	private final HeaderSettings headers;

	private final List<String> protectedHeaders;

	private final Function<CompiledPolicy, String> setting;

	/**
	 * Create an explainer.
	 * @param maxHops how many are trusted at most
	 * @param headers which headers are believed
	 * @param protectedHeaders further headers that only a trusted peer may send
	 * @param setting says what is trusted and believed, for the operator
	 */
	Explainer(int maxHops, HeaderSettings headers, List<String> protectedHeaders,
			Function<CompiledPolicy, String> setting) {
		this.path = new PathExplainer(maxHops);
		this.headers = headers;
		this.protectedHeaders = protectedHeaders;
		this.setting = setting;
	}

	<R> Explanation explain(Decision decision, R request, RequestReader<R> reader) {
		ExplainedRequest<R> explained = new ExplainedRequest<>(this.headers, decision, request, reader);
		List<Explanation.Ignored> ignored = new ArrayList<>();
		OriginExplainer origin = new OriginExplainer(explained, ignored);
		new IgnoredHeaders(explained, ignored).collect(this.protectedHeaders);
		return new Explanation(this.setting.apply(decision.client().policy()), this.path.client(decision.client()),
				this.path.stop(explained), this.path.steps(explained), origin.values(), ignored, hidden(explained));
	}

	private List<String> hidden(ExplainedRequest<?> request) {
		Set<String> hidden = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		List<String> names = new ArrayList<>(this.headers.forwardingHeaders());
		names.addAll(this.protectedHeaders);
		names.stream().filter((name) -> request.hides(name) && !request.lines(name).isEmpty()).forEach(hidden::add);
		return List.copyOf(hidden);
	}

}
