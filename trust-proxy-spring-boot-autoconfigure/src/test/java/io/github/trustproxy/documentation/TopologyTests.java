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

package io.github.trustproxy.documentation;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.server.AbstractApplicationTests;
import io.github.trustproxy.server.Application;
import io.github.trustproxy.server.EveryServer;
import io.github.trustproxy.server.ServerStack;
import io.github.trustproxy.server.WhoAmI;
import io.github.trustproxy.support.DocumentedTopology;
import io.github.trustproxy.support.DocumentedTopology.Example;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends what the proxies of docs/topologies.md and of the README send, and attacks, to
 * each server. All of it comes from this machine, so that a policy puts the address of
 * the proxy in the place of the peer's.
 */
@EveryServer
class TopologyTests extends AbstractApplicationTests {

	private static final List<DocumentedTopology> topologies = DocumentedTopology.all();

	private static volatile TrustPolicy policy = TrustPolicy.none();

	TopologyTests(ServerStack stack) {
		super(stack);
	}

	@Test
	void honestClientIsFoundAndAttackIsNoUse() throws IOException {
		assertThat(topologies).hasSizeGreaterThan(20);
		for (DocumentedTopology topology : topologies) {
			assertSeen(topology, topology.honest(), DocumentedTopology.CLIENT);
			assertSeen(topology, topology.attack(), DocumentedTopology.ATTACKER);
		}
	}

	private void assertSeen(DocumentedTopology topology, Example example, String client) throws IOException {
		InetAddress peer = InetAddress.getByName(example.peer());
		TrustPolicy trust = TrustPolicy.of(topology.trust().split(", "));
		policy = (address, hop) -> trust.trusts((hop == 0) ? peer : address, hop);
		Application application = application(PresetPolicy.class, properties(topology));
		WhoAmI seen = application.whoAmI(example.lines().toArray(String[]::new));
		boolean trusted = policy.trusts(peer, 0);
		assertThat(seen.ip()).as(topology.name()).isEqualTo(trusted ? client : "127.0.0.1");
		assertThat(seen.remoteAddr()).isEqualTo(seen.ip());
		assertThat(seen.host()).as(topology.name()).isEqualTo(DocumentedTopology.HOST);
		assertThat(seen.secure()).as(topology.name()).isEqualTo(trusted && topology.believesScheme());
		assertThat(seen.headers()).as(topology.name())
			.doesNotContainKeys("forwarded", "x-forwarded-for", "x-forwarded-host");
	}

	private static String[] properties(DocumentedTopology topology) {
		return new String[] { "trust-proxy.headers=" + topology.headers(),
				"trust-proxy.header-format=" + topology.headerFormat() };
	}

	@Configuration(proxyBeanMethods = false)
	static class PresetPolicy {

		@Bean
		TrustPolicy presetPolicy() {
			return (address, hop) -> policy.trusts(address, hop);
		}

	}

}
