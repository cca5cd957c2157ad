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
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;

import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.server.AbstractApplicationTests;
import io.github.trustproxy.server.Application;
import io.github.trustproxy.server.EveryServer;
import io.github.trustproxy.server.ServerStack;
import io.github.trustproxy.server.WhoAmI;
import io.github.trustproxy.support.Repository;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

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

	private static final List<Preset> presets = read();

	private static volatile TrustPolicy policy = TrustPolicy.none();

	TopologyTests(ServerStack stack) {
		super(stack);
	}

	@Test
	void honestClientIsFoundAndAttackIsNoUse() throws IOException {
		assertThat(presets).hasSizeGreaterThan(20);
		for (Preset preset : presets) {
			assertSeen(preset, preset.honest(), "203.0.113.7");
			assertSeen(preset, preset.attack(), "203.0.113.66");
		}
	}

	private void assertSeen(Preset preset, Example example, String client) throws IOException {
		InetAddress peer = InetAddress.getByName(example.peer());
		TrustPolicy trust = preset.policy();
		policy = (address, hop) -> trust.trusts((hop == 0) ? peer : address, hop);
		Application application = application(PresetPolicy.class, preset.properties());
		WhoAmI seen = application.whoAmI(example.lines().toArray(String[]::new));
		boolean trusted = policy.trusts(peer, 0);
		assertThat(seen.ip()).as(preset.name()).isEqualTo(trusted ? client : "127.0.0.1");
		assertThat(seen.remoteAddr()).isEqualTo(seen.ip());
		assertThat(seen.host()).as(preset.name()).isEqualTo("app.example.com");
		assertThat(seen.secure()).as(preset.name()).isEqualTo(trusted && preset.headers().contains("PROTO"));
		assertThat(seen.headers()).as(preset.name())
			.doesNotContainKeys("forwarded", "x-forwarded-for", "x-forwarded-host");
	}

	private static List<Preset> read() {
		try {
			return List.of(JsonMapper.builder()
				.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
				.build()
				.readValue(Files.readString(
						Repository.path("samples", "inspector", "src", "main", "resources", "static", "presets.json")),
						Preset[].class));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A topology in the playground of the samples.
	 */
	private record Preset(String name, String trust, @Nullable String headerFormat, List<String> headers,
			Example honest, Example attack) {

		TrustPolicy policy() {
			return TrustPolicy.of(this.trust.split(", "));
		}

		String[] properties() {
			return new String[] { "trust-proxy.headers=" + String.join(",", this.headers)
				.toLowerCase(Locale.ROOT), "trust-proxy.header-format="
						+ ((this.headerFormat != null) ? this.headerFormat.toLowerCase(Locale.ROOT) : "x-forwarded") };
		}

	}

	private record Example(String peer, List<String> lines) {

	}

	@Configuration(proxyBeanMethods = false)
	static class PresetPolicy {

		@Bean
		TrustPolicy presetPolicy() {
			return (address, hop) -> policy.trusts(address, hop);
		}

	}

}
