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

package io.github.trustproxy.servlet;

import java.lang.reflect.Method;
import java.net.InetAddress;

import io.github.trustproxy.ClientAddress;
import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustProxy;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.junit.jupiter.api.Test;

import org.springframework.core.MethodParameter;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.context.request.ServletWebRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClientAddressArgumentResolver}.
 */
class ClientAddressArgumentResolverTests {

	private final ClientAddressArgumentResolver resolver = new ClientAddressArgumentResolver(
			new ServletClientAddressResolver(TrustProxy.builder().policy(TrustPolicy.hops(1)).build()));

	@Test
	void supportsClientAddressOnly() {
		assertThat(this.resolver.supportsParameter(parameter(0))).isTrue();
		assertThat(this.resolver.supportsParameter(parameter(1))).isFalse();
		assertThat(this.resolver.supportsParameter(parameter(2))).isFalse();
	}

	@Test
	void resolvesClientOfRequestThatIsWrapped() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader("X-Forwarded-For", "203.0.113.7");
		ClientAddress client = this.resolver.resolveArgument(parameter(0), null,
				new ServletWebRequest(new HttpServletRequestWrapper(request)), null);
		assertThat(client.ip()).isEqualTo("203.0.113.7");
	}

	private static MethodParameter parameter(int index) {
		Method method = ReflectionUtils.findMethod(Handler.class, "handle", ClientAddress.class, InetAddress.class,
				Object.class);
		assertThat(method).isNotNull();
		return new MethodParameter(method, index);
	}

	interface Handler {

		void handle(ClientAddress client, InetAddress address, Object anything);

	}

}
