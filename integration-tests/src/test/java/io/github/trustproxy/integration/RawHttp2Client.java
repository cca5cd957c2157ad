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

package io.github.trustproxy.integration;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

import io.github.trustproxy.support.RawConnection.RawResponse;

import org.springframework.http.HttpHeaders;

/**
 * The same as {@link RawHttpClient} for HTTP/2. It does no more than one request, and of
 * the response it reads a status that has no text and the body.
 *
 * @param source the address that it connects from
 * @param server the server that it connects to
 * @param tls makes TLS sockets
 * @param preface what it sends first on each connection, before TLS
 */
record RawHttp2Client(String source, InetSocketAddress server, SSLSocketFactory tls, String preface) implements Client {

	private static final int DATA = 0;

	private static final int HEADERS = 1;

	private static final int RST_STREAM = 3;

	private static final int SETTINGS = 4;

	private static final int GOAWAY = 7;

	private static final int END_STREAM = 1;

	private static final int END_HEADERS = 4;

	private static final int ACK = 1;

	/** The statuses of the static table of HPACK, from index 8 on. */
	private static final List<Integer> STATUSES = List.of(200, 204, 206, 304, 400, 404, 500);

	@Override
	public RawResponse get(String target, List<String> headers) throws IOException {
		RawHttpClient sockets = new RawHttpClient(this.source, this.server, this.tls, this.preface);
		try (SSLSocket socket = (SSLSocket) sockets.connect()) {
			SSLParameters parameters = socket.getSSLParameters();
			parameters.setApplicationProtocols(new String[] { "h2" });
			socket.setSSLParameters(parameters);
			socket.startHandshake();
			if (!"h2".equals(socket.getApplicationProtocol())) {
				throw new IOException("No HTTP/2, but '%s'".formatted(socket.getApplicationProtocol()));
			}
			DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
			out.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
			write(out, SETTINGS, 0, 0, new byte[0]);
			write(out, HEADERS, END_STREAM | END_HEADERS, 1, block(target, headers));
			out.flush();
			return read(new DataInputStream(socket.getInputStream()), out);
		}
	}

	private static RawResponse read(DataInputStream in, DataOutputStream out) throws IOException {
		int status = 0;
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		while (true) {
			int length = (in.readUnsignedShort() << 8) | in.readUnsignedByte();
			int type = in.readUnsignedByte();
			int flags = in.readUnsignedByte();
			in.readInt();
			byte[] payload = in.readNBytes(length);
			switch (type) {
				case HEADERS -> status = status(payload);
				case DATA -> body.write(payload);
				case SETTINGS -> {
					if ((flags & ACK) == 0) {
						write(out, SETTINGS, ACK, 0, new byte[0]);
						out.flush();
					}
				}
				case RST_STREAM, GOAWAY -> throw new IOException("The server has ended the stream, type " + type);
				default -> {
				}
			}
			if ((type == HEADERS || type == DATA) && (flags & END_STREAM) != 0) {
				return new RawResponse(status, new HttpHeaders(), body.toString(StandardCharsets.ISO_8859_1));
			}
		}
	}

	/**
	 * Return the status, which is the first header, or 0 if it is not in the static
	 * table.
	 */
	private static int status(byte[] block) {
		int position = 0;
		while ((block[position] & 0xe0) == 0x20) {
			// The size of the dynamic table
			boolean more = (block[position++] & 0x1f) == 0x1f;
			while (more) {
				more = (block[position++] & 0x80) != 0;
			}
		}
		int index = (block[position] & 0x7f) - 8;
		return (block[position] < 0 && index >= 0 && index < STATUSES.size()) ? STATUSES.get(index) : 0;
	}

	private static void write(DataOutputStream out, int type, int flags, int stream, byte[] payload)
			throws IOException {
		out.writeByte(payload.length >> 16);
		out.writeShort(payload.length);
		out.writeByte(type);
		out.writeByte(flags);
		out.writeInt(stream);
		out.write(payload);
	}

	/**
	 * Encode the headers, each as a literal that is not indexed.
	 */
	private static byte[] block(String target, List<String> lines) {
		ByteArrayOutputStream block = new ByteArrayOutputStream();
		header(block, ":method", "GET");
		header(block, ":scheme", "https");
		header(block, ":path", target);
		for (String line : lines) {
			int colon = line.indexOf(':');
			String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
			// White space around a value is a matter of HTTP/1.1
			header(block, name.equals("host") ? ":authority" : name, line.substring(colon + 1).strip());
		}
		return block.toByteArray();
	}

	private static void header(ByteArrayOutputStream block, String name, String value) {
		block.write(0);
		text(block, name);
		text(block, value);
	}

	private static void text(ByteArrayOutputStream block, String text) {
		byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
		int rest = bytes.length;
		if (rest < 127) {
			block.write(rest);
		}
		else {
			block.write(127);
			for (rest -= 127; rest >= 128; rest >>>= 7) {
				block.write((rest & 0x7f) | 0x80);
			}
			block.write(rest);
		}
		block.writeBytes(bytes);
	}

}
