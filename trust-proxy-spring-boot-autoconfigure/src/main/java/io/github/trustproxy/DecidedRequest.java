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

import org.jspecify.annotations.Nullable;

/**
 * A request together with what was decided about it. This is the one place that carries a
 * decision: everybody who wants to know it finds it here.
 *
 * @param <R> the type of the request
 */
public final class DecidedRequest<R> {

	/**
	 * The attribute of a request or exchange that holds its decision. Dispatches hand out
	 * other request objects and decorators other exchanges, but the attributes stay.
	 */
	public static final String ATTRIBUTE = DecidedRequest.class.getName();

	private final TrustProxy trustProxy;

	private final R request;

	private final RequestReader<R> reader;

	private final Decision decision;

	private final boolean shown;

	private boolean announced;

	DecidedRequest(TrustProxy trustProxy, R request, RequestReader<R> reader, Decision decision, boolean shown) {
		this.trustProxy = trustProxy;
		this.request = request;
		this.reader = reader;
		this.decision = decision;
		this.shown = shown;
	}

	/**
	 * Return the decision that an attribute holds.
	 * @param attribute the value of the {@linkplain #ATTRIBUTE attribute}
	 * @return the request with its decision, or {@code null} if there is none yet
	 */
	public static @Nullable DecidedRequest<?> of(@Nullable Object attribute) {
		return (attribute instanceof DecidedRequest<?> decided) ? decided : null;
	}

	/**
	 * Return what was decided.
	 * @return the decision
	 */
	public Decision decision() {
		return this.decision;
	}

	/**
	 * Return whether the request of the server itself shows what was decided, so that
	 * nobody has to wrap it.
	 * @return {@code true} if the decision was made at a {@link Door}
	 */
	public boolean isShown() {
		return this.shown;
	}

	/**
	 * Tell the listeners of the request, unless they have been told.
	 * @return whether they were told now
	 */
	public boolean announce() {
		if (this.announced) {
			return false;
		}
		this.announced = true;
		this.trustProxy.received(this.request, this.reader, this.decision);
		return true;
	}

	/**
	 * Explain the decision. This is for diagnosis: it costs much more than the decision.
	 * @return the explanation
	 */
	public Explanation explain() {
		return this.trustProxy.explain(this.decision, this.request, this.reader);
	}

}
