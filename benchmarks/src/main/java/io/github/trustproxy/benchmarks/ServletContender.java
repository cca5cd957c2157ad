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

package io.github.trustproxy.benchmarks;

import java.util.Map;

import io.github.trustproxy.ChangingLists;
import io.github.trustproxy.LivePolicy;
import io.github.trustproxy.observe.ObservedTraffic;
import io.github.trustproxy.observe.RequestCounts;
import io.github.trustproxy.servlet.TrustProxyFilter;
import io.github.trustproxy.tracing.CurrentSpan;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import org.apache.catalina.filters.RemoteIpFilter;

import org.springframework.web.filter.ForwardedHeaderFilter;

/**
 * The filters of servlet applications that are compared.
 */
public enum ServletContender {

	/** The reads alone. */
	NONE {

		@Override
		Filter filter(Workload workload) {
			return (request, response, chain) -> chain.doFilter(request, response);
		}

		@Override
		Answer answer(Workload workload) {
			return workload.answerWithoutHeaders();
		}

	},

	/** What is left of our filter without a decision. */
	PROBE {

		@Override
		Filter filter(Workload workload) {
			return new ProbeFilter(workload.answer());
		}

	},

	/** Our filter, in an application that has nothing else. */
	OURS {

		@Override
		Filter filter(Workload workload) throws ServletException {
			return new TrustProxyFilter(workload.trustProxy());
		}

	},

	/** Our filter where an access log shows the client. */
	OURS_WITH_ACCESS_LOG {

		@Override
		Filter filter(Workload workload) {
			return new TrustProxyFilter(workload.trustProxy());
		}

	},

	/** Our filter where Micrometer is present. */
	OURS_WITH_METERS {

		@Override
		Filter filter(Workload workload) throws ServletException {
			return new TrustProxyFilter(workload.trustProxy(new RequestCounts()));
		}

	},

	/** Our filter where the actuator's endpoint is exposed as well. */
	OURS_WITH_DOCTOR {

		@Override
		Filter filter(Workload workload) throws ServletException {
			return new TrustProxyFilter(
					workload.trustProxy(new RequestCounts(), new ObservedTraffic(workload.format(), null)));
		}

	},

	/** Our filter where OpenTelemetry is present, and no span is. */
	OURS_WITHOUT_A_SPAN {

		@Override
		Filter filter(Workload workload) throws ServletException {
			return new TrustProxyFilter(workload.trustProxy(new CurrentSpan()));
		}

	},

	/** Our filter where five sources are trusted. */
	OURS_WITH_SOURCES {

		@Override
		Filter filter(Workload workload) throws ServletException {
			return new TrustProxyFilter(workload.trustProxyWith(Workload.lists().policy()));
		}

	},

	/**
	 * Our filter where five sources are trusted, and one with 15,000 ranges is replaced
	 * ten times a second.
	 */
	OURS_WITH_CHANGING_SOURCES {

		@Override
		Filter filter(Workload workload) throws ServletException {
			ChangingLists lists = Workload.lists();
			LivePolicy policy = lists.policy();
			lists.replaceAlways(policy);
			return new TrustProxyFilter(workload.trustProxyWith(policy));
		}

	},

	/**
	 * Our filter where the peer has to prove itself with a header and a certificate, and
	 * each hop behind it with a header.
	 */
	OURS_WITH_PROOFS {

		@Override
		Filter filter(Workload workload) throws ServletException {
			return new TrustProxyFilter(EdgeProof.ask(workload));
		}

		@Override
		StubRequest request(Workload workload) {
			return EdgeProof.add(workload);
		}

	},

	/** Spring's filter, as the strategy {@code framework} creates it. */
	SPRING {

		@Override
		Filter filter(Workload workload) {
			return new ForwardedHeaderFilter();
		}

		@Override
		Answer answer(Workload workload) {
			return workload.leftMostAnswer();
		}

	},

	/** Tomcat's filter, with the headers that the strategy {@code native} has it read. */
	TOMCAT {

		@Override
		Filter filter(Workload workload) {
			RemoteIpFilter filter = new RemoteIpFilter();
			filter.setInternalProxies(Workload.trustedRanges());
			filter.setHostHeader("X-Forwarded-Host");
			filter.setPortHeader("X-Forwarded-Port");
			return filter;
		}

	};

	abstract Filter filter(Workload workload) throws ServletException;

	StubRequest request(Workload workload) {
		return new StubRequest(workload.peer(), workload.headers(), Map.of());
	}

	Answer answer(Workload workload) {
		return workload.answer();
	}

}
