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

package io.github.trustproxy.support;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * A connection that sends exactly what it is told, which HTTP clients do not: the same
 * header twice, odd case, bytes outside ASCII, HTTP/1.0, no {@code Host}.
 */
public final class RawConnection implements AutoCloseable {

	private static final int TIMEOUT = 30_000;

	private final Socket socket;

	private final InputStream input;

	/**
	 * Use a connection.
	 * @param socket the connected socket
	 * @throws IOException if it is closed
	 */
	public RawConnection(Socket socket) throws IOException {
		this.socket = socket;
		this.input = new BufferedInputStream(socket.getInputStream());
	}

	/**
	 * Connect from one of the addresses of this machine.
	 * @param source the address that the server sees, or {@code null} for any
	 * @param address the address of the server
	 * @param port its port
	 * @return the connected socket
	 * @throws IOException if there is no connection
	 */
	public static Socket connect(@Nullable InetAddress source, InetAddress address, int port) throws IOException {
		Socket socket = new Socket();
		if (source != null) {
			socket.bind(new InetSocketAddress(source, 0));
		}
		socket.connect(new InetSocketAddress(address, port), TIMEOUT);
		socket.setSoTimeout(TIMEOUT);
		socket.setTcpNoDelay(true);
		return socket;
	}

	/**
	 * Return the port that the server sees.
	 * @return the port
	 */
	public int localPort() {
		return this.socket.getLocalPort();
	}

	/**
	 * Send a request and read the response to it.
	 * @param request all of it, each character one byte
	 * @return the response
	 * @throws IOException if the server does not answer
	 */
	public RawResponse exchange(String request) throws IOException {
		send(request);
		return receive();
	}

	/**
	 * Send something, which need not be all of a request or only one.
	 * @param text each character is one byte
	 * @throws IOException if the connection is lost
	 */
	public void send(String text) throws IOException {
		this.socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
		this.socket.getOutputStream().flush();
	}

	/**
	 * Read the next response. Those that announce another one are passed over.
	 * @return the response
	 * @throws IOException if the server does not answer
	 */
	public RawResponse receive() throws IOException {
		RawResponse response = receiveAny();
		return (response.status() < 200) ? receive() : response;
	}

	private RawResponse receiveAny() throws IOException {
		int status = Integer.parseInt(line().split(" ")[1]);
		HttpHeaders headers = new HttpHeaders();
		for (String line = line(); !line.isEmpty(); line = line()) {
			int colon = line.indexOf(':');
			headers.add(line.substring(0, colon), line.substring(colon + 1).trim());
		}
		byte[] body = (status < 200) ? new byte[0] : body(headers);
		return new RawResponse(status, headers, new String(body, StandardCharsets.UTF_8));
	}

	private byte[] body(HttpHeaders headers) throws IOException {
		if (headers.getContentLength() >= 0) {
			return bytes((int) headers.getContentLength());
		}
		if (headers.containsHeader(HttpHeaders.TRANSFER_ENCODING)) {
			return chunks();
		}
		return this.input.readAllBytes();
	}

	private byte[] chunks() throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		for (int size = chunkSize(); size > 0; size = chunkSize()) {
			body.write(bytes(size));
			line();
		}
		line();
		return body.toByteArray();
	}

	private byte[] bytes(int length) throws IOException {
		byte[] bytes = this.input.readNBytes(length);
		if (bytes.length < length) {
			throw new EOFException("The server closed the connection within a body");
		}
		return bytes;
	}

	private int chunkSize() throws IOException {
		return Integer.parseInt(line(), 16);
	}

	private String line() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int c = this.input.read(); c != '\n'; c = this.input.read()) {
			if (c < 0) {
				throw new EOFException("The server closed the connection after '" + line + "'");
			}
			line.append((char) c);
		}
		return line.toString().stripTrailing();
	}

	/**
	 * Close the connection so that the server sees an error and not just an end.
	 * @throws IOException if that is not possible
	 */
	public void reset() throws IOException {
		this.socket.setSoLinger(true, 0);
		this.socket.close();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	/**
	 * A response.
	 *
	 * @param status the status code
	 * @param headers the headers
	 * @param body the body
	 */
	public record RawResponse(int status, HttpHeaders headers, String body) {

	}

}
