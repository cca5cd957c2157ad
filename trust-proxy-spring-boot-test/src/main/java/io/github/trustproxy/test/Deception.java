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

import java.util.List;

/**
 * An attack that succeeded.
 *
 * @param gain what the attacker gains
 * @param attacker who the attacker is, in words
 * @param sent the header lines that the attacker sent
 * @param received the header lines that arrived at the application, and by which peer
 * @param believed what the application believes, in words
 * @param explanation why it does
 * @since 0.1.0
 */
public record Deception(Gain gain, String attacker, List<String> sent, List<String> received, String believed,
		String explanation) {

	/**
	 * Create an attack that succeeded.
	 * @param gain what the attacker gains
	 * @param attacker who the attacker is, in words
	 * @param sent the header lines that the attacker sent
	 * @param received the header lines that arrived at the application, and by which peer
	 * @param believed what the application believes, in words
	 * @param explanation why it does
	 */
	public Deception {
		sent = List.copyOf(sent);
		received = List.copyOf(received);
	}

	@Override
	public String toString() {
		return this.gain + ": " + this.attacker + "\n  sent:     " + String.join("\n            ", this.sent)
				+ "\n  arrived:  " + String.join("\n            ", this.received) + "\n  believed: " + this.believed
				+ "\n  " + this.explanation.replace("\n", "\n  ");
	}

}
