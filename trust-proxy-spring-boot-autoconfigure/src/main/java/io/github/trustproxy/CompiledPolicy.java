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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Predicate;

import io.github.trustproxy.address.AddressFormat;
import io.github.trustproxy.address.AddressParser;
import io.github.trustproxy.address.AddressRange;
import io.github.trustproxy.address.AddressRanges;
import org.jspecify.annotations.Nullable;

/**
 * A policy that was compiled from a setting. It decides on addresses in the form that the
 * parser gives them, so that a walk makes no {@link InetAddress}.
 */
abstract class CompiledPolicy implements TrustPolicy {

	/**
	 * Return the policy of this moment. A request asks for it once, because the lists of
	 * its sources may change at any time.
	 */
	CompiledPolicy current() {
		return this;
	}

	/**
	 * Decide whether a hop is a trusted proxy.
	 * @param high the high half of the address
	 * @param low the low half of the address
	 * @param hop the distance of the hop, 0 for the peer
	 */
	abstract boolean trusts(long high, long low, int hop);

	/**
	 * Decide whether a peer is trusted that has no address.
	 * @param unix whether it is the other end of a Unix domain socket, or nothing is
	 * known of it
	 */
	abstract boolean trustsPeerWithoutAddress(boolean unix);

	/**
	 * Decide whether a hop is a trusted proxy, also by what its request proves.
	 * @param kind whether it has an address, which only the peer may lack
	 * @param high the high half of the address
	 * @param low the low half of the address
	 * @param hop the distance of the hop, 0 for the peer
	 * @param request the request, which is read only where a proof is needed
	 * @param reader reads the request
	 * @return why it is none, or {@code null} if it is one
	 */
	<R> @Nullable StopReason reasonNotToTrust(Peer.Kind kind, long high, long low, int hop, R request,
			RequestReader<R> reader) {
		boolean trusted = (kind == Peer.Kind.ADDRESS) ? trusts(high, low, hop)
				: trustsPeerWithoutAddress(kind == Peer.Kind.UNIX);
		if (trusted) {
			return null;
		}
		return (hop == 0) ? StopReason.PEER_NOT_TRUSTED : StopReason.HOP_NOT_TRUSTED;
	}

	/**
	 * Return the entry that would trust a hop if its request had a proof.
	 * @return the entry, or {@code null} if there is none
	 */
	@Nullable TrustEntry unprovenEntry(Peer.Kind kind, long high, long low) {
		return null;
	}

	/**
	 * Return whether this policy trusts nobody, whatever it is asked.
	 */
	boolean trustsNobody() {
		return false;
	}

	/**
	 * Return how many hops this policy trusts, or -1 if it does not count them.
	 */
	int hopCount() {
		return -1;
	}

	/**
	 * Return whether the application decides.
	 */
	boolean isCustom() {
		return false;
	}

	/**
	 * Return the ranges that this policy trusts, merged, or none if it does not go by
	 * addresses alone.
	 */
	List<String> ranges() {
		return List.of();
	}

	/**
	 * Return what of the setting makes a trusted hop trusted, for the operator.
	 * @param address the address of the hop, or {@code null} if it is the other end of a
	 * Unix domain socket
	 * @param met says whether the request has a proof
	 * @return the rule, or {@code null} if there is none
	 */
	@Nullable String rule(@Nullable InetAddress address, Predicate<Proof> met) {
		return toString();
	}

	/**
	 * Return the rule with what it was found in, for the operator.
	 * @param address the address of the hop, or {@code null} if it is the other end of a
	 * Unix domain socket
	 * @param met says whether the request has a proof
	 * @return the rule in words, or {@code null} if there is none
	 */
	@Nullable String explainRule(@Nullable InetAddress address, Predicate<Proof> met) {
		return rule(address, met);
	}

	/**
	 * Return the lists of the sources that this policy trusts.
	 */
	List<SourceList> lists() {
		return List.of();
	}

	@Override
	public final boolean trusts(InetAddress address, int hop) {
		AddressParser parser = new AddressParser();
		return Peer.parse(parser, address.getHostAddress()) ? trusts(parser.high(), parser.low(), hop)
				: trustsPeerWithoutAddress(false);
	}

	/**
	 * Return who is trusted, for the operator.
	 */
	@Override
	public abstract String toString();

	static CompiledPolicy from(TrustPolicy policy) {
		return (policy instanceof CompiledPolicy compiled) ? compiled : new CustomPolicy(policy);
	}

	/**
	 * Trusts the peer and the hops behind it, up to a number.
	 */
	static final class Hops extends CompiledPolicy {

		static final int EVERY = Integer.MAX_VALUE;

		private final int count;

		Hops(int count) {
			this.count = count;
		}

		@Override
		public String toString() {
			return (this.count == EVERY) ? "every hop" : this.count + ((this.count == 1) ? " hop" : " hops");
		}

		@Override
		boolean trustsNobody() {
			return this.count == 0;
		}

		@Override
		int hopCount() {
			return this.count;
		}

		@Override
		boolean trusts(long high, long low, int hop) {
			return hop < this.count;
		}

		@Override
		boolean trustsPeerWithoutAddress(boolean unix) {
			return this.count > 0;
		}

	}

	/**
	 * Trusts addresses in ranges, wherever they stand.
	 */
	static final class Addresses extends CompiledPolicy {

		private final List<TrustEntry> entries;

		/** Of the entries that need no proof. */
		private final AddressRanges ranges;

		/** Whether an entry has it that needs no proof. */
		private final boolean unix;

		private final ProvenEntry[] provenEntries;

		Addresses(List<TrustEntry> entries) {
			List<AddressRange> ranges = new ArrayList<>();
			List<ProvenEntry> provenEntries = new ArrayList<>();
			boolean unix = false;
			for (TrustEntry entry : entries) {
				if (entry.proof() != null) {
					provenEntries.add(ProvenEntry.of(entry));
				}
				else {
					ranges.addAll(entry.ranges());
					unix |= entry.unix();
				}
			}
			this.entries = entries;
			this.ranges = new AddressRanges(ranges);
			this.unix = unix;
			this.provenEntries = provenEntries.toArray(new ProvenEntry[0]);
		}

		@Override
		public String toString() {
			List<String> described = new ArrayList<>();
			for (TrustEntry entry : this.entries) {
				described.add(entry.describe());
			}
			return String.join(", ", described);
		}

		@Override
		List<String> ranges() {
			List<String> ranges = new ArrayList<>(unix() ? List.of(TrustEntryParser.UNIX) : List.of());
			ranges.addAll(AddressRanges.describe(allRanges()));
			return ranges;
		}

		List<AddressRange> allRanges() {
			return this.entries.stream().flatMap((entry) -> entry.ranges().stream()).toList();
		}

		boolean unix() {
			return this.entries.stream().anyMatch(TrustEntry::unix);
		}

		@Override
		<R> @Nullable StopReason reasonNotToTrust(Peer.Kind kind, long high, long low, int hop, R request,
				RequestReader<R> reader) {
			StopReason reason = super.reasonNotToTrust(kind, high, low, hop, request, reader);
			if (reason == null) {
				return null;
			}
			for (ProvenEntry entry : this.provenEntries) {
				if (entry.has(kind, high, low)) {
					if (entry.proof().isMetBy(request, reader, hop)) {
						return null;
					}
					reason = StopReason.NOT_PROVEN;
				}
			}
			return reason;
		}

		@Override
		@Nullable TrustEntry unprovenEntry(Peer.Kind kind, long high, long low) {
			for (ProvenEntry entry : this.provenEntries) {
				if (entry.has(kind, high, low)) {
					return entry.entry();
				}
			}
			return null;
		}

		@Override
		List<SourceList> lists() {
			List<SourceList> lists = new ArrayList<>();
			for (TrustEntry entry : this.entries) {
				if (entry.list() != null) {
					lists.add(entry.list());
				}
			}
			return lists;
		}

		@Override
		@Nullable String rule(@Nullable InetAddress address, Predicate<Proof> met) {
			return find(address, met, (entry, range) -> entry.text());
		}

		@Override
		@Nullable String explainRule(@Nullable InetAddress address, Predicate<Proof> met) {
			return find(address, met, TrustEntry::explain);
		}

		private @Nullable String find(@Nullable InetAddress address, Predicate<Proof> met,
				BiFunction<TrustEntry, AddressRange, String> text) {
			AddressParser parser = new AddressParser();
			if (address != null && !Peer.parse(parser, address.getHostAddress())) {
				return null;
			}
			for (TrustEntry entry : this.entries) {
				// Most entries have other addresses, whatever proof they ask for
				AddressRange range = (address != null) ? entry.find(parser.high(), parser.low()) : null;
				boolean has = (address != null) ? range != null : entry.unix();
				if (has && (entry.proof() == null || met.test(entry.proof()))) {
					return (range != null) ? text.apply(entry, range) : entry.text();
				}
			}
			return null;
		}

		@Override
		boolean trusts(long high, long low, int hop) {
			return this.ranges.contains(high, low);
		}

		@Override
		boolean trustsPeerWithoutAddress(boolean unix) {
			return unix && this.unix;
		}

	}

	/**
	 * An entry whose addresses are trusted with a proof only.
	 *
	 * @param entry the entry
	 * @param ranges its addresses
	 * @param proof its proof
	 */
	private record ProvenEntry(TrustEntry entry, AddressRanges ranges, Proof proof) {

		static ProvenEntry of(TrustEntry entry) {
			return new ProvenEntry(entry, new AddressRanges(entry.ranges()), Objects.requireNonNull(entry.proof()));
		}

		boolean has(Peer.Kind kind, long high, long low) {
			return switch (kind) {
				case ADDRESS -> this.ranges.contains(high, low);
				case UNIX -> this.entry.unix();
				case NONE -> false;
			};
		}

	}

	/**
	 * Asks a policy of the application.
	 */
	private static final class CustomPolicy extends CompiledPolicy {

		private final TrustPolicy policy;

		CustomPolicy(TrustPolicy policy) {
			this.policy = policy;
		}

		@Override
		public String toString() {
			return "custom policy " + this.policy.getClass().getName();
		}

		@Override
		boolean isCustom() {
			return true;
		}

		@Override
		boolean trusts(long high, long low, int hop) {
			return this.policy.trusts(AddressFormat.toInetAddress(high, low), hop);
		}

		@Override
		boolean trustsPeerWithoutAddress(boolean unix) {
			return false;
		}

	}

}
