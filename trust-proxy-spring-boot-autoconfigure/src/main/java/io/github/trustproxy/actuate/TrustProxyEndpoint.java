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

package io.github.trustproxy.actuate;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.github.trustproxy.InvalidSettingException;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.observe.ObservedTraffic;
import io.github.trustproxy.source.SourceRefresher;
import io.github.trustproxy.source.SourceStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * {@link WebEndpoint Endpoint} that shows which proxies are trusted and what is probably
 * wrong with that, and explains what is decided about a request.
 *
 * @since 0.1.0
 */
@WebEndpoint(id = "trustproxy")
public class TrustProxyEndpoint {

	private final TrustProxy trustProxy;

	private final Supplier<TrustProxySettings> settings;

	private final @Nullable SourceRefresher sources;

	private final ObservedTraffic traffic;

	/**
	 * Create an endpoint.
	 * @param trustProxy decides
	 * @param settings says what is in effect
	 * @param sources looks after the sources that are trusted, {@code null} without any
	 * @param traffic what was seen of the requests
	 */
	public TrustProxyEndpoint(TrustProxy trustProxy, Supplier<TrustProxySettings> settings,
			@Nullable SourceRefresher sources, ObservedTraffic traffic) {
		this.trustProxy = trustProxy;
		this.settings = settings;
		this.sources = sources;
		this.traffic = traffic;
	}

	/**
	 * Return what is in effect, and what is probably wrong with it.
	 * @return the settings, the sources and the diagnosis
	 */
	@ReadOperation
	public TrustProxyDescriptor trustProxy() {
		TrustProxySettings settings = this.settings.get();
		return new TrustProxyDescriptor(settings, (this.sources != null) ? this.sources.statuses() : List.of(),
				new Doctor(this.traffic, settings, this.sources).diagnose());
	}

	/**
	 * Refresh a source now, and wait for it.
	 * @param source the name of the source
	 * @return the source as it is then, or 404 if there is none of that name
	 */
	@WriteOperation
	public WebEndpointResponse<SourceStatus> refresh(@Selector String source) {
		SourceStatus status = (this.sources != null) ? this.sources.refresh(source) : null;
		return (status != null) ? new WebEndpointResponse<>(status)
				: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
	}

	/**
	 * Explain what would be decided about a request.
	 * @param peer the address of the peer
	 * @param port the port of the peer, if it is to be known
	 * @param scheme the scheme with which the server received the request, {@code http}
	 * if it is missing
	 * @param host the value of the {@code Host} header, if there is to be one
	 * @param headers the other headers, as they are sent: one line each, such as
	 * {@code X-Forwarded-For: 203.0.113.7}
	 * @return the explanation, or what is wrong with the description
	 */
	@WriteOperation
	public WebEndpointResponse<Object> explain(@Nullable String peer, @Nullable String port, @Nullable String scheme,
			@Nullable String host, @Nullable String headers) {
		try {
			return new WebEndpointResponse<>(
					ExplainBody.read(peer, port, scheme, host, headers).explain(this.trustProxy));
		}
		catch (InvalidSettingException ex) {
			return new WebEndpointResponse<>(Map.of("error", ex.getMessage()), WebEndpointResponse.STATUS_BAD_REQUEST);
		}
	}

}
