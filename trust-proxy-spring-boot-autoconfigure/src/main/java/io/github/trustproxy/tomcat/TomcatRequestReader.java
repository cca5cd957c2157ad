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

package io.github.trustproxy.tomcat;

import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;

import io.github.trustproxy.RequestReader;
import jakarta.servlet.RequestDispatcher;
import org.apache.coyote.ActionCode;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.http.MimeHeaders;
import org.apache.tomcat.util.net.SSLSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads the requests of Tomcat as its connector received them.
 */
final class TomcatRequestReader implements RequestReader<TomcatRequest> {

	@Override
	public @Nullable String peerAddress(TomcatRequest request) {
		if (request.isOnUnixSocket()) {
			return null;
		}
		org.apache.coyote.Request received = request.getCoyoteRequest();
		received.action(ActionCode.REQ_HOST_ADDR_ATTRIBUTE, received);
		return received.remoteAddr().toString();
	}

	@Override
	public boolean isUnixPeer(TomcatRequest request) {
		return request.isOnUnixSocket();
	}

	@Override
	public @Nullable X509Certificate peerCertificate(TomcatRequest request) {
		org.apache.coyote.Request received = request.getCoyoteRequest();
		received.action(ActionCode.REQ_SSL_ATTRIBUTE, received);
		return (received.getAttribute(SSLSupport.CERTIFICATE_KEY) instanceof X509Certificate[] chain
				&& chain.length > 0) ? chain[0] : null;
	}

	@Override
	public int peerPort(TomcatRequest request) {
		org.apache.coyote.Request received = request.getCoyoteRequest();
		received.action(ActionCode.REQ_REMOTEPORT_ATTRIBUTE, received);
		return received.getRemotePort();
	}

	@Override
	public String scheme(TomcatRequest request) {
		MessageBytes scheme = request.getCoyoteRequest().scheme();
		return scheme.isNull() ? request.getConnector().getScheme() : scheme.toString();
	}

	/**
	 * Before HTTP/2, a request without {@code Host} names no port.
	 */
	@Override
	public int port(TomcatRequest request) {
		String protocol = request.getProtocol();
		boolean hasAuthority = protocol != null && !protocol.startsWith("HTTP/1.");
		return hasAuthority ? request.getCoyoteRequest().getServerPort() : -1;
	}

	@Override
	public boolean hasHeader(TomcatRequest request, String name) {
		return isComplete(request) && request.getCoyoteRequest().getMimeHeaders().getValue(name) != null;
	}

	/**
	 * Most headers have one line, which is found without a list of lines.
	 */
	@Override
	public @Nullable String header(TomcatRequest request, String name) {
		MimeHeaders headers = request.getCoyoteRequest().getMimeHeaders();
		int line = isComplete(request) ? headers.findHeader(name, 0) : -1;
		if (line < 0) {
			return null;
		}
		return (headers.findHeader(name, line + 1) < 0) ? headers.getValue(line).toString()
				: RequestReader.super.header(request, name);
	}

	@Override
	public List<String> headerLines(TomcatRequest request, String name) {
		return isComplete(request) ? Collections.list(request.getCoyoteRequest().getMimeHeaders().values(name))
				: List.of();
	}

	/**
	 * Tomcat stops reading where it cannot read on, and answers with 400. What a proxy
	 * has added may stand behind that, and what a client forged in front of it.
	 */
	private static boolean isComplete(TomcatRequest request) {
		org.apache.coyote.Request received = request.getCoyoteRequest();
		return received.getAttribute(RequestDispatcher.ERROR_EXCEPTION) == null
				|| received.getInputBuffer() instanceof Http11InputBuffer buffer && isBehindEmptyLine(buffer);
	}

	/**
	 * A request may also be refused because of what its headers say.
	 */
	private static boolean isBehindEmptyLine(Http11InputBuffer input) {
		ByteBuffer buffer = input.getHeaderByteBuffer();
		int end = buffer.position() - 1;
		if (end < 1 || buffer.get(end) != '\n') {
			return false;
		}
		int lineEnd = (buffer.get(end - 1) == '\r') ? end - 2 : end - 1;
		return lineEnd >= 0 && buffer.get(lineEnd) == '\n';
	}

}
