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

package io.github.trustproxy.test;

import io.github.trustproxy.DecidedRequest;
import io.github.trustproxy.explain.DescribedRequest;
import org.assertj.core.api.AbstractAssert;

/**
 * AssertJ assertions for a {@link TrustProxySetting}.
 *
 * @since 0.1.0
 */
public final class TrustProxySettingAssert extends AbstractAssert<TrustProxySettingAssert, TrustProxySetting> {

	TrustProxySettingAssert(TrustProxySetting actual) {
		super(actual, TrustProxySettingAssert.class);
	}

	/**
	 * Assert about what the setting makes of a request. The request is received over
	 * http, and has the headers that the setting reads.
	 * @param request the request
	 * @return assertions for the decision
	 */
	public DecisionAssert forRequest(ForwardedRequest request) {
		isNotNull();
		return decide(TrustProxySetting.describe(request.peer(), this.actual.headers(request)));
	}

	/**
	 * Assert about what the setting makes of a request with any headers, such as forged
	 * ones.
	 * @param request the request
	 * @return assertions for the decision
	 */
	public DecisionAssert forRequest(DescribedRequest request) {
		isNotNull();
		return decide(request);
	}

	private DecisionAssert decide(DescribedRequest request) {
		DecidedRequest<DescribedRequest> decided = request.decide(this.actual.trustProxy());
		return new DecisionAssert(decided);
	}

	/**
	 * Attack the setting through the proxies that stand in front of the application.
	 * @param topology the proxies
	 * @return assertions for what succeeds
	 */
	public AttackAssert behind(Topology topology) {
		isNotNull();
		return new AttackAssert(this.actual, topology.attack(this.actual));
	}

}
