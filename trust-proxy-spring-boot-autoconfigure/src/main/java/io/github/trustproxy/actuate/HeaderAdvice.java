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

import io.github.trustproxy.observe.ForwardedHostLogger;
import io.github.trustproxy.observe.ObservedTraffic;
import io.github.trustproxy.observe.RequestOutcome;
import io.github.trustproxy.observe.Tally;

/**
 * Advice about which headers are believed.
 */
final class HeaderAdvice {

	private static final String HOST = "host";

	private final TrustProxySettings settings;

	private final ObservedTraffic.Snapshot seen;

	private final Tally all;

	private final long notForwarded;

	HeaderAdvice(TrustProxySettings settings, ObservedTraffic.Snapshot seen) {
		this.settings = settings;
		this.seen = seen;
		this.all = seen.all();
		this.notForwarded = this.all.count(RequestOutcome.NOT_FORWARDED);
	}

	void addTo(List<Diagnosis.Advice> advice) {
		addressHeader(advice);
		refusedHosts(advice);
		hostsOfClients(advice);
		malformedAddresses(advice);
		portsOfTheOtherScheme(advice);
	}

	private void addressHeader(List<Diagnosis.Advice> advice) {
		if (this.notForwarded < Doctor.ENOUGH || this.notForwarded < this.all.requests() / 2) {
			return;
		}
		if (this.settings.clientIpHeader() != null) {
			if (this.seen.otherAddressHeader() >= this.notForwarded / 2) {
				advice.add(new Diagnosis.Advice(
						"The proxies do not send " + this.settings.clientIpHeader()
								+ ", but X-Forwarded-For. Remove trust-proxy.client-ip-header, so that it is read.",
						evidence(this.seen.otherAddressHeader(), "X-Forwarded-For only"),
						"trust-proxy.client-ip-header", null));
			}
		}
		else if (this.seen.onlyOtherFamily() >= this.notForwarded / 2) {
			boolean standard = "standard".equals(this.settings.headerFormat());
			advice
				.add(new Diagnosis.Advice("The proxies send the other family of headers than the one that is believed.",
						evidence(this.seen.onlyOtherFamily(), standard ? "X-Forwarded-For only" : "Forwarded only"),
						"trust-proxy.header-format", standard ? "x-forwarded" : "standard"));
		}
		else if (this.all.requests() - this.notForwarded < this.all.requests() / 10) {
			advice.add(new Diagnosis.Advice("The proxies forward no address of their clients. Let them send "
					+ ("standard".equals(this.settings.headerFormat()) ? "Forwarded" : "X-Forwarded-For")
					+ "; one that passes on connections instead of requests can send a PROXY protocol header to the"
					+ " next one that can.", evidence(this.notForwarded, "no address"), null, null));
		}
	}

	private String evidence(long requests, String what) {
		return "%d of %d requests come from trusted peers with %s.".formatted(requests, this.all.requests(), what);
	}

	private void refusedHosts(List<Diagnosis.Advice> advice) {
		long refused = this.all.count(RequestOutcome.HOST_NOT_ALLOWED);
		if (refused > 0) {
			advice
				.add(new Diagnosis.Advice("Trusted proxies forwarded hosts that are not allowed. If they are yours, add"
						+ " them to trust-proxy.allowed-hosts. The logger io.github.trustproxy.Explanation shows them at"
						+ " TRACE.", "%d of %d requests.".formatted(refused, this.all.requests()), null, null));
		}
	}

	/**
	 * A proxy that sets the host does so in every request.
	 */
	private void hostsOfClients(List<Diagnosis.Advice> advice) {
		long forwarded = this.seen.forwardedByTrusted();
		long withHost = this.seen.withForwardedHost();
		if (ForwardedHostLogger.isChosenByClients(forwarded, withHost) && this.settings.allowedHosts().isEmpty()) {
			advice.add(new Diagnosis.Advice(
					"The proxies do not seem to set the host, but pass on what clients send, who"
							+ " choose the host of links and redirects then. Do not believe it.",
					"%d of %d forwarded requests have a forwarded host.".formatted(withHost, forwarded),
					"trust-proxy.headers", without(HOST)));
		}
	}

	/**
	 * A proxy behind the one that terminates TLS knows its own port only.
	 */
	private void portsOfTheOtherScheme(List<Diagnosis.Advice> advice) {
		long misfits = this.seen.withPortOfOtherScheme();
		if (misfits >= Doctor.ENOUGH && misfits >= this.all.requests() / 20) {
			advice.add(new Diagnosis.Advice(
					"The proxies forward the port of the other scheme, 80 with https or 443 with http, which is"
							+ " ignored. Probably one of them sends the port that it listens on itself. Let it pass on"
							+ " the port that the client connected to, or do not believe it.",
					"%d of %d requests have such a port.".formatted(misfits, this.all.requests()),
					"trust-proxy.headers", without("port")));
		}
	}

	private String without(String value) {
		return String.join(",", this.settings.headers().stream().filter((header) -> !header.equals(value)).toList());
	}

	private void malformedAddresses(List<Diagnosis.Advice> advice) {
		long malformed = this.all.count(RequestOutcome.MALFORMED);
		if (malformed >= Doctor.ENOUGH && malformed >= this.all.requests() / 20) {
			advice.add(new Diagnosis.Advice(
					"Trusted proxies send entries that are no addresses. The logger"
							+ " io.github.trustproxy.Explanation shows them at TRACE.",
					"%d of %d requests.".formatted(malformed, this.all.requests()), null, null));
		}
	}

}
