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

import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * A policy whose lists change while requests are decided. A request takes the
 * {@linkplain #current() policy of the moment} once, and uses it from the first to the
 * last hop, in its log and in its explanation. Public for what keeps the lists.
 *
 * @since 0.1.0
 */
public final class LivePolicy extends CompiledPolicy {

	private volatile CompiledPolicy current;

	/**
	 * Create a policy.
	 * @param spec the setting, with the lists that there are now
	 */
	public LivePolicy(TrustSpec spec) {
		this.current = spec.compiled();
	}

	/**
	 * Replace all lists at once.
	 * @param spec the same setting, with the lists that there are now
	 */
	public void replace(TrustSpec spec) {
		this.current = spec.compiled();
	}

	@Override
	CompiledPolicy current() {
		return this.current;
	}

	@Override
	boolean trusts(long high, long low, int hop) {
		return this.current.trusts(high, low, hop);
	}

	@Override
	boolean trustsPeerWithoutAddress(boolean unix) {
		return this.current.trustsPeerWithoutAddress(unix);
	}

	@Override
	<R> @Nullable StopReason reasonNotToTrust(Peer.Kind kind, long high, long low, int hop, R request,
			RequestReader<R> reader) {
		return this.current.reasonNotToTrust(kind, high, low, hop, request, reader);
	}

	@Override
	@Nullable TrustEntry unprovenEntry(Peer.Kind kind, long high, long low) {
		return this.current.unprovenEntry(kind, high, low);
	}

	@Override
	List<String> ranges() {
		return this.current.ranges();
	}

	@Override
	List<SourceList> lists() {
		return this.current.lists();
	}

	@Override
	@Nullable String rule(@Nullable InetAddress address, Predicate<Proof> met) {
		return this.current.rule(address, met);
	}

	@Override
	@Nullable String explainRule(@Nullable InetAddress address, Predicate<Proof> met) {
		return this.current.explainRule(address, met);
	}

	@Override
	public String toString() {
		return this.current.toString();
	}

}
