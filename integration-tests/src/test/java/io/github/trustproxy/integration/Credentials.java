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

package io.github.trustproxy.integration;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * What a proxy says besides addresses.
 *
 * @param clientAuthority issues the certificates of clients, which the proxy verifies and
 * forwards, or {@code null} if it asks for none
 * @param secret proves who the proxy is, or {@code null} if it sends none
 * @param certificate the certificate that it presents to an application with TLS, or
 * {@code null} if it has none
 */
record Credentials(@Nullable Certificate clientAuthority, @Nullable String secret, @Nullable Certificate certificate) {

	static final Credentials NONE = new Credentials(null, null, null);

	/**
	 * Write the files that the lines of a recipe for it name.
	 */
	void write(ReverseProxy.Launch launch) throws IOException {
		if (this.clientAuthority != null) {
			launch.write("clients.pem", this.clientAuthority.certificate());
		}
		if (this.certificate != null) {
			launch.write("edge.pem", this.certificate.certificate() + this.certificate.key());
		}
	}

}
