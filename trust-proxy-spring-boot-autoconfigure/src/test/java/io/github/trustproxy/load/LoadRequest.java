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

import io.github.trustproxy.server.Application;
import io.github.trustproxy.server.ServerStack;
import io.github.trustproxy.support.RawConnection.RawResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request that is like no other, and the only right answer to it.
 *
 * @param stack the server
 * @param row what is sent
 * @param target what is asked for
 * @param marks what only this request has
 */
record LoadRequest(ServerStack stack, Row row, Target target, Marks marks) {

	/**
	 * Return what it is called where a conversation is shown.
	 */
	String name() {
		return this.target + this.marks.in(" {n}");
	}

	/**
	 * Return all of the request.
	 */
	String text() {
		String head = this.marks.in(this.target.requestLine()) + this.row.headers(this.marks);
		if (this.target != Target.FORM) {
			return head + "\r\n";
		}
		String body = "name=" + formValue();
		return head + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length() + "\r\n\r\n"
				+ body;
	}

	private String formValue() {
		return this.marks.in("value{n}-").repeat(100);
	}

	/**
	 * Check every byte of the answer that depends on the request.
	 * @param response the answer
	 * @param localPort the port that the request was sent from
	 */
	void check(RawResponse response, int localPort) {
		if (this.row.isRejected()) {
			assertThat(response.status()).isEqualTo(400);
			return;
		}
		switch (this.target) {
			case FORM -> {
				assertThat(response.status()).isEqualTo(200);
				assertThat(response.body()).isEqualTo(formValue());
			}
			case REDIRECT -> {
				assertThat(response.status()).isEqualTo(302);
				String path = this.marks.in("/other/{n}");
				String url = this.row.origin(this.marks) + path;
				// Where nothing is rewritten, servers differ
				assertThat(response.headers().getFirst("Location")).isIn(url, this.row.isOriginChanged() ? url : path);
			}
			default -> {
				assertThat(response.status()).isEqualTo((this.target != Target.MISSING) ? 200 : 404);
				assertThat(Application.whoAmI(response))
					.isEqualTo(this.row.expected(this.marks, localPort, this.marks.in(this.target.path(this.stack)),
							this.marks.in(this.target.query()), this.target.dispatch()));
			}
		}
	}

}
