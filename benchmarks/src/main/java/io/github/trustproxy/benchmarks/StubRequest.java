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

import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

import jakarta.servlet.DispatcherType;
import org.jspecify.annotations.Nullable;

/**
 * A request that costs next to nothing, and looks its headers up like Tomcat: one after
 * the other.
 */
final class StubRequest extends UnsupportedRequest {

	/** Not an attribute, but the way in which filters tell Tomcat. */
	private static final String SECURE_ATTRIBUTE = "org.apache.catalina.filters.RemoteIpFilter.secure";

	private static final int MAX_ATTRIBUTES = 16;

	private final String peer;

	private final String[] headerNames;

	private final String[] headerValues;

	private final List<String> headerNameList;

	private final String[] attributeNames = new String[MAX_ATTRIBUTES];

	private final @Nullable Object[] attributeValues = new Object[MAX_ATTRIBUTES];

	private final SingleValue singleValue = new SingleValue();

	private final int ownAttributes;

	private int attributes;

	private boolean secure;

	/**
	 * Create a request.
	 * @param peer the address of the peer
	 * @param headers the headers
	 * @param attributes what the server has found out by itself
	 */
	StubRequest(String peer, Map<String, String> headers, Map<String, Object> attributes) {
		this.peer = peer;
		this.headerNames = headers.keySet().toArray(String[]::new);
		this.headerValues = headers.values().toArray(String[]::new);
		this.headerNameList = new ArrayList<>(headers.keySet());
		attributes.forEach(this::setAttribute);
		this.ownAttributes = this.attributes;
	}

	/**
	 * Forget what an earlier use has left here.
	 */
	void reset() {
		for (int i = this.ownAttributes; i < this.attributes; i++) {
			this.attributeValues[i] = null;
		}
		this.attributes = this.ownAttributes;
		this.secure = false;
	}

	@Override
	public @Nullable String getHeader(String name) {
		for (int i = 0; i < this.headerNames.length; i++) {
			if (this.headerNames[i].equalsIgnoreCase(name)) {
				return this.headerValues[i];
			}
		}
		return null;
	}

	@Override
	public Enumeration<String> getHeaders(String name) {
		this.singleValue.value = getHeader(name);
		return this.singleValue;
	}

	@Override
	public Enumeration<String> getHeaderNames() {
		return Collections.enumeration(this.headerNameList);
	}

	@Override
	public @Nullable Object getAttribute(String name) {
		int index = attribute(name);
		return (index >= 0) ? this.attributeValues[index] : null;
	}

	@Override
	public void setAttribute(String name, @Nullable Object value) {
		if (name.equals(SECURE_ATTRIBUTE)) {
			this.secure = Boolean.TRUE.equals(value);
			return;
		}
		int index = attribute(name);
		if (index < 0) {
			index = this.attributes++;
			this.attributeNames[index] = name;
		}
		this.attributeValues[index] = value;
	}

	@Override
	public void removeAttribute(String name) {
		int index = attribute(name);
		if (index >= 0) {
			this.attributes--;
			this.attributeNames[index] = this.attributeNames[this.attributes];
			this.attributeValues[index] = this.attributeValues[this.attributes];
			this.attributeValues[this.attributes] = null;
		}
	}

	private int attribute(String name) {
		for (int i = 0; i < this.attributes; i++) {
			if (this.attributeNames[i].equals(name)) {
				return i;
			}
		}
		return -1;
	}

	@Override
	public DispatcherType getDispatcherType() {
		return DispatcherType.REQUEST;
	}

	@Override
	public String getProtocol() {
		return "HTTP/1.1";
	}

	@Override
	public String getMethod() {
		return "GET";
	}

	@Override
	public @Nullable String getContentType() {
		return null;
	}

	@Override
	public @Nullable String getCharacterEncoding() {
		return null;
	}

	@Override
	public int getContentLength() {
		return -1;
	}

	@Override
	public String getScheme() {
		return "http";
	}

	@Override
	public boolean isSecure() {
		return this.secure;
	}

	@Override
	public String getServerName() {
		return Workload.SERVER_NAME;
	}

	@Override
	public int getServerPort() {
		return 8080;
	}

	@Override
	public String getContextPath() {
		return "";
	}

	@Override
	public String getRequestURI() {
		return "/orders/42";
	}

	@Override
	public StringBuffer getRequestURL() {
		return new StringBuffer("http://app.internal:8080/orders/42");
	}

	@Override
	public @Nullable String getQueryString() {
		return null;
	}

	@Override
	public String getRemoteAddr() {
		return this.peer;
	}

	@Override
	public String getRemoteHost() {
		return this.peer;
	}

	@Override
	public int getRemotePort() {
		return Workload.PEER_PORT;
	}

	@Override
	public String getLocalAddr() {
		return "10.0.0.9";
	}

	@Override
	public String getLocalName() {
		return "10.0.0.9";
	}

	@Override
	public int getLocalPort() {
		return 8080;
	}

	/**
	 * The values of a header, of which there is one at most. A request has one such
	 * object that is used again, because to make it costs all contenders the same.
	 */
	private static final class SingleValue implements Enumeration<String> {

		private @Nullable String value;

		@Override
		public boolean hasMoreElements() {
			return this.value != null;
		}

		@Override
		public String nextElement() {
			String next = this.value;
			if (next == null) {
				throw new NoSuchElementException();
			}
			this.value = null;
			return next;
		}

	}

}
