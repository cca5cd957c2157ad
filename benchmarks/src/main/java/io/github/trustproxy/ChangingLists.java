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

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * A setting with five sources, one of which has 15,000 ranges. They can be replaced while
 * requests are decided, again and again, as if somebody refreshed them all the time.
 */
public final class ChangingLists implements TrustSources {

	private static final int SIZE = 15_000;

	/** Ten times a second. */
	private static final long PAUSE = 100_000_000;

	private static final List<String> PROVIDERS = List.of("cloudflare", "cloudfront", "fastly", "google-lb");

	private static final String EDGE = "edge";

	private final List<String> entries = new ArrayList<>();

	private final List<List<String>> lists = new ArrayList<>();

	private SourceList edge;

	/**
	 * Create the setting.
	 * @param ranges what it trusts besides the sources
	 */
	public ChangingLists(List<String> ranges) {
		this.entries.addAll(ranges);
		this.entries.addAll(PROVIDERS);
		this.entries.add(EDGE);
		this.lists.add(new SampleRanges(AddressFamily.MIXED, SIZE).texts());
		this.lists.add(new SampleRanges(AddressFamily.MIXED, SIZE + 1).texts());
		this.edge = SourceList.of(EDGE, null, this.lists.get(0));
	}

	@Override
	public @Nullable SourceList find(String entry) {
		Provider provider = Provider.find(entry);
		return (provider != null) ? provider.snapshot() : EDGE.equals(entry) ? this.edge : null;
	}

	@Override
	public Collection<String> names() {
		return List.of(EDGE);
	}

	/**
	 * Return the policy of the setting.
	 * @return a policy of its own
	 */
	public LivePolicy policy() {
		return new LivePolicy(TrustSpec.parse(this.entries, this));
	}

	/**
	 * Start to replace the large list, for as long as anybody has the policy.
	 * @param policy the policy
	 */
	public void replaceAlways(LivePolicy policy) {
		WeakReference<LivePolicy> reference = new WeakReference<>(policy);
		Thread thread = new Thread(() -> {
			int next = 1;
			while (replace(reference.get(), this.lists.get(next))) {
				next = 1 - next;
				LockSupport.parkNanos(PAUSE);
			}
		}, "lists");
		thread.setDaemon(true);
		thread.start();
	}

	private boolean replace(@Nullable LivePolicy policy, List<String> list) {
		if (policy == null) {
			return false;
		}
		this.edge = SourceList.of(EDGE, null, list);
		policy.replace(TrustSpec.parse(this.entries, this));
		return true;
	}

}
