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

package io.github.trustproxy.netty;

import io.github.trustproxy.support.Shows;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import org.junit.jupiter.api.Test;
import reactor.netty.Connection;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NettyDoor}.
 */
class NettyDoorTests {

	@Test
	@Shows("threat-model.md: a Unix domain socket")
	void connectionWithoutAddressIsNoUnixDomainSocket() {
		assertThat(isUnixPeer(new NioSocketChannel())).isFalse();
		assertThat(isUnixPeer(new EmbeddedChannel())).isFalse();
		assertThat(NettyDoor.door().isUnixPeer("request")).isFalse();
	}

	@Test
	void connectionOverUnixDomainSocketIsOneAlsoWithoutAddress() {
		assertThat(isUnixPeer(new NioDomainSocketChannel())).isTrue();
	}

	private static boolean isUnixPeer(Channel channel) {
		return NettyDoor.door().isUnixPeer(Connection.from(channel));
	}

}
