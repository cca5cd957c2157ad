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

package io.github.trustproxy.benchmarks;

import java.util.Objects;
import java.util.function.Function;

import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.webflux.WebFluxClientAddressResolver;

import org.springframework.cloud.gateway.support.ipresolver.RemoteAddressResolver;
import org.springframework.cloud.gateway.support.ipresolver.XForwardedRemoteAddressResolver;
import org.springframework.web.server.ServerWebExchange;

/**
 * The resolvers that are compared. All of them take the second address from the right, or
 * the last one that is there.
 */
public enum ResolverContender {

	/** Our resolver. */
	OURS {

		@Override
		Function<ServerWebExchange, String> resolver() {
			TrustProxy trustProxy = TrustProxy.builder().policy(TrustPolicy.hops(2)).build();
			WebFluxClientAddressResolver resolver = new WebFluxClientAddressResolver(trustProxy);
			return (exchange) -> resolver.resolve(exchange).ip();
		}

	},

	/** The resolver of Spring Cloud Gateway. */
	GATEWAY {

		@Override
		Function<ServerWebExchange, String> resolver() {
			RemoteAddressResolver resolver = XForwardedRemoteAddressResolver.maxTrustedIndex(2);
			return (exchange) -> Objects.requireNonNull(resolver.resolve(exchange)).getHostString();
		}

	};

	abstract Function<ServerWebExchange, String> resolver();

}
