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

import java.net.SocketAddress;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Set;

import io.netty.handler.codec.http.cookie.Cookie;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.ConnectionInformation;
import reactor.netty.http.server.logging.AccessLogArgProvider;

/**
 * What is logged, with the client in the place of the peer.
 *
 * @param delegate the values for the entry
 */
record ClientArguments(AccessLogArgProvider delegate) implements AccessLogArgProvider {

	/**
	 * Still what the default format shows. There is no connection information about a
	 * request that could not be read.
	 */
	@Override
	@SuppressWarnings("deprecation")
	public @Nullable SocketAddress remoteAddress() {
		ConnectionInformation connection = this.delegate.connectionInformation();
		return (connection != null) ? connection.remoteAddress() : this.delegate.remoteAddress();
	}

	@Override
	public @Nullable ConnectionInformation connectionInformation() {
		return this.delegate.connectionInformation();
	}

	@Override
	@SuppressWarnings("deprecation")
	public @Nullable String zonedDateTime() {
		return this.delegate.zonedDateTime();
	}

	@Override
	public @Nullable ZonedDateTime accessDateTime() {
		return this.delegate.accessDateTime();
	}

	@Override
	public @Nullable CharSequence method() {
		return this.delegate.method();
	}

	@Override
	public @Nullable CharSequence uri() {
		return this.delegate.uri();
	}

	@Override
	public @Nullable String protocol() {
		return this.delegate.protocol();
	}

	@Override
	public @Nullable String user() {
		return this.delegate.user();
	}

	@Override
	public @Nullable CharSequence status() {
		return this.delegate.status();
	}

	@Override
	public long contentLength() {
		return this.delegate.contentLength();
	}

	@Override
	public long duration() {
		return this.delegate.duration();
	}

	@Override
	public @Nullable CharSequence requestHeader(CharSequence name) {
		return this.delegate.requestHeader(name);
	}

	@Override
	public @Nullable CharSequence responseHeader(CharSequence name) {
		return this.delegate.responseHeader(name);
	}

	@Override
	public @Nullable Map<CharSequence, Set<Cookie>> cookies() {
		return this.delegate.cookies();
	}

}
