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

package io.github.trustproxy.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.github.trustproxy.DecisionTrace;

/**
 * Puts the trace of a decision into words.
 */
final class Explainer {

	private final DecisionTrace trace;

	Explainer(DecisionTrace trace) {
		this.trace = trace;
	}

	Explanation explain() {
		List<Explanation.Ignored> ignored = new ArrayList<>();
		new IgnoredHeaders(this.trace, ignored).collect();
		PathExplainer path = new PathExplainer(this.trace);
		Explanation.Values origin = new OriginExplainer(this.trace, ignored).values();
		return new Explanation(this.trace.setting(), path.client(), path.stop(), path.steps(), origin, ignored,
				hidden());
	}

	private List<String> hidden() {
		Set<String> hidden = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		List<String> names = new ArrayList<>(this.trace.forwardingHeaders());
		names.addAll(this.trace.protectedHeaders());
		names.addAll(this.trace.proofHeaders());
		names.stream()
			.filter((name) -> this.trace.decision().hiddenHeaders().contains(name) && !this.trace.lines(name).isEmpty())
			.forEach(hidden::add);
		return List.copyOf(hidden);
	}

}
