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

package io.github.trustproxy.test;

/**
 * What an attacker gains.
 *
 * @since 0.1.0
 */
public enum Gain {

	/** Another address than their own. */
	ADDRESS,

	/** A proxy's address, which they share with all other clients. */
	ADDRESS_OF_A_PROXY,

	/** A request without TLS that counts as secure, or the other way around. */
	SCHEME,

	/** Links and redirects to a host of theirs. */
	HOST,

	/** Links and redirects to a port of their choice. */
	PORT,

	/** Links with a path of theirs. */
	PREFIX,

	/** A forwarding header that the application's code sees as they wrote it. */
	VISIBLE_HEADER,

	/** A protected header that the application sees as they wrote it. */
	PROTECTED_HEADER,

	/** To present the certificate of somebody else. */
	CERTIFICATE

}
