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

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DecidedRequest}.
 */
class DecidedRequestTests {

	private final TestRequest request = TestRequest.from("10.0.0.9").forwardedFor("203.0.113.7");

	@Test
	void listenersAreToldOnce() {
		CountingListener listener = new CountingListener();
		DecidedRequest<TestRequest> decided = TrustProxy.builder()
			.policy(TrustPolicy.of("10.0.0.0/8"))
			.requestListeners(List.of(listener))
			.build()
			.receiveAtDoor(this.request, TestRequest.READER);
		assertThat(decided.announce()).isTrue();
		assertThat(decided.announce()).isFalse();
		assertThat(listener.outcomes).containsExactly(RequestOutcome.CLIENT_FOUND);
	}

	@Test
	void exceptionOfAListenerDoesNotConcernTheRequest() {
		List<Throwable> failures = new ArrayList<>();
		IllegalStateException failure = new IllegalStateException("The listener is broken");
		DecidedRequest<TestRequest> decided = TrustProxy.builder()
			.policy(TrustPolicy.of("10.0.0.0/8"))
			.requestListeners(List.of(new RequestListener() {

				@Override
				public <R> void onRequest(R request, RequestReader<R> reader, @Nullable Decision decision,
						RequestOutcome outcome) {
					throw failure;
				}

			}))
			.onListenerFailure(failures::add)
			.build()
			.receiveAtDoor(this.request, TestRequest.READER);
		assertThat(decided.announce()).isTrue();
		assertThat(failures).containsExactly(failure);
	}

	@Test
	void exceptionOfADecisionListenerDoesNotConcernTheRequestEither() {
		List<Throwable> failures = new ArrayList<>();
		IllegalStateException failure = new IllegalStateException("The listener is broken");
		DecidedRequest<TestRequest> decided = TrustProxy.builder().decisionListeners(List.of(new DecisionListener() {

			@Override
			public <R> void onDecision(R request, RequestReader<R> reader, Decision decision) {
				throw failure;
			}

		})).onListenerFailure(failures::add).build().receive(this.request, TestRequest.READER);
		assertThat(decided.announce()).isTrue();
		assertThat(failures).containsExactly(failure);
	}

	@Test
	void requestWithoutDecisionIsAnnouncedEachTime() {
		CountingListener listener = new CountingListener();
		TrustProxy trustProxy = TrustProxy.builder().requestListeners(List.of(listener)).build();
		TestRequest direct = TestRequest.from("10.0.0.9");
		assertThat(trustProxy.receiveIfNeeded(direct, TestRequest.READER)).isNull();
		assertThat(trustProxy.announce(direct, TestRequest.READER, null)).isTrue();
		assertThat(listener.outcomes).containsExactly(RequestOutcome.DIRECT);
		DecidedRequest<TestRequest> decided = trustProxy.receiveIfNeeded(this.request, TestRequest.READER);
		assertThat(decided).isNotNull();
		assertThat(trustProxy.announce(this.request, TestRequest.READER, decided)).isTrue();
		assertThat(trustProxy.announce(this.request, TestRequest.READER, decided)).isFalse();
		assertThat(listener.outcomes).containsExactly(RequestOutcome.DIRECT, RequestOutcome.UNTRUSTED_PEER);
	}

	@Test
	void decisionIsKeptAndExplained() {
		TrustProxy trustProxy = TrustProxy.builder().policy(TrustPolicy.of("10.0.0.0/8")).build();
		DecidedRequest<TestRequest> received = trustProxy.receive(this.request, TestRequest.READER);
		assertThat(received.decision().client().ip()).isEqualTo("203.0.113.7");
		assertThat(received.isShown()).isFalse();
		assertThat(received.explain().client().ip()).isEqualTo("203.0.113.7");
		assertThat(trustProxy.receiveAtDoor(this.request, TestRequest.READER).isShown()).isTrue();
		assertThat(DecidedRequest.of(received)).isSameAs(received);
		assertThat(DecidedRequest.of("something else")).isNull();
	}

	@Test
	void decisionIsFoundAtTheFirstDoorThatHasIt() {
		TrustProxy withoutDoors = TrustProxy.builder().build();
		DecidedRequest<TestRequest> decided = withoutDoors.receiveAtDoor(this.request, TestRequest.READER);
		TrustProxy withDoors = TrustProxy.builder()
			.doors(List.of((request) -> null, (request) -> (request == this.request) ? decided : null,
					(request) -> null))
			.build();
		assertThat(withDoors.hasDoors()).isTrue();
		assertThat(withDoors.decidedAtDoor(this.request)).isSameAs(decided);
		assertThat(withDoors.decidedAtDoor("something else")).isNull();
		assertThat(withoutDoors.hasDoors()).isFalse();
		assertThat(withoutDoors.decidedAtDoor(this.request)).isNull();
	}

	private static final class CountingListener implements RequestListener {

		private final List<RequestOutcome> outcomes = new ArrayList<>();

		@Override
		public <R> void onRequest(R request, RequestReader<R> reader, @Nullable Decision decision,
				RequestOutcome outcome) {
			this.outcomes.add(outcome);
		}

	}

}
