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

import io.github.trustproxy.explain.Explanation;
import io.github.trustproxy.observe.RequestListener;
import io.github.trustproxy.observe.RequestListeners;
import io.github.trustproxy.observe.RequestOutcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DecidedRequest}.
 */
class DecidedRequestTests {

	private final List<Throwable> failures = new ArrayList<>();

	private final TestRequest request = TestRequest.from("10.0.0.9").forwardedFor("203.0.113.7");

	@Test
	void listenersAreToldOnce() {
		List<RequestOutcome> outcomes = new ArrayList<>();
		DecidedRequest<TestRequest> decided = receivedBy((request, outcome) -> outcomes.add(outcome));
		assertThat(decided.announce()).isTrue();
		assertThat(decided.announce()).isFalse();
		assertThat(outcomes).containsExactly(RequestOutcome.CLIENT_FOUND);
	}

	@Test
	void exceptionOfAListenerConcernsNeitherTheRequestNorOthers() {
		AssertionError failure = new AssertionError("The listener is broken");
		List<RequestOutcome> outcomes = new ArrayList<>();
		assertThat(receivedBy((request, outcome) -> {
			throw failure;
		}, (request, outcome) -> outcomes.add(outcome)).announce()).isTrue();
		assertThat(this.failures).containsExactly(failure);
		assertThat(outcomes).hasSize(1);
	}

	@Test
	void listenersReadTheRequestAsItWasReceived() {
		List<DecidedRequest<?>> requests = new ArrayList<>();
		DecidedRequest<TestRequest> decided = receivedBy((request, outcome) -> requests.add(request));
		decided.announce();
		assertThat(requests).containsExactly(decided);
		assertThat(requests.get(0).headerLines("X-Forwarded-For")).containsExactly("203.0.113.7");
		assertThat(requests.get(0).scheme()).isEqualTo("http");
	}

	@Test
	void decisionIsKeptAndExplained() {
		TrustProxy trustProxy = TrustProxy.builder().policy(TrustPolicy.of("10.0.0.0/8")).build();
		DecidedRequest<TestRequest> received = trustProxy.receive(this.request, TestRequest.READER);
		assertThat(received.decision().client().ip()).isEqualTo("203.0.113.7");
		assertThat(received.isShown()).isFalse();
		assertThat(Explanation.of(received).client().ip()).isEqualTo("203.0.113.7");
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

	private DecidedRequest<TestRequest> receivedBy(RequestListener... listeners) {
		return TrustProxy.builder()
			.policy(TrustPolicy.of("10.0.0.0/8"))
			.onRequest(new RequestListeners(List.of(listeners), this.failures::add))
			.build()
			.receiveAtDoor(this.request, TestRequest.READER);
	}

}
