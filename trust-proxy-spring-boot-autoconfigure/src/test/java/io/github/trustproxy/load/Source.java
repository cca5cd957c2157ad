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

package io.github.trustproxy.load;

import java.io.IOException;
import java.net.InetAddress;

import io.github.trustproxy.support.RawConnection;

/**
 * Where connections come from.
 */
enum Source {

	/** A proxy that all applications trust. */
	PROXY("127.0.0.9", "127.0.0.1"),

	/** A proxy that they trust as well, whose address servers do not write as we do. */
	IPV6_PROXY("::1", "::1"),

	/** Somebody who has found a way around the proxies. */
	STRANGER("127.0.0.66", "127.0.0.1");

	private final String address;

	private final String server;

	Source(String address, String server) {
		this.address = address;
		this.server = server;
	}

	/**
	 * Return the address that the server sees.
	 */
	String address() {
		return this.address;
	}

	RawConnection connect(int port) throws IOException {
		return new RawConnection(
				RawConnection.connect(InetAddress.getByName(this.address), InetAddress.getByName(this.server), port));
	}

}
