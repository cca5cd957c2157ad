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

import java.util.Map;

import io.netty.handler.codec.http.DefaultHttpHeaders;

import org.springframework.http.HttpHeaders;
import org.springframework.http.support.Netty4HeadersAdapter;

/**
 * What keeps the headers of a WebFlux request.
 */
public enum HeaderMap {

	/**
	 * The map of Spring, which finds them at once and has their values in lists.
	 */
	SPRING {

		@Override
		HttpHeaders of(Map<String, String> headers) {
			HttpHeaders map = new HttpHeaders();
			headers.forEach(map::add);
			return map;
		}

	},

	/**
	 * That of Reactor Netty, which makes such a list for each question.
	 */
	NETTY {

		@Override
		HttpHeaders of(Map<String, String> headers) {
			DefaultHttpHeaders map = new DefaultHttpHeaders();
			headers.forEach(map::add);
			return new HttpHeaders(new Netty4HeadersAdapter(map));
		}

	};

	abstract HttpHeaders of(Map<String, String> headers);

}
