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

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.trustproxy.support.RawConnection.RawResponse;

import org.springframework.http.HttpHeaders;

/**
 * One request in HTTP/2, with exactly the headers that it is told, pseudo-headers
 * included. Of the response it reads a status that has no text, and the body.
 */
public final class RawHttp2Exchange {

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

	private final ByteArrayOutputStream block = new ByteArrayOutputStream();

	/**
	 * Add a header, as a literal that is not indexed.
	 * @param name its name, in lower case
	 * @param value its value
	 * @return this exchange
	 */
	public RawHttp2Exchange header(String name, String value) {
		this.block.write(0);
		text(name);
		text(value);
		return this;
	}

	private void text(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
		int rest = bytes.length;
		if (rest < 127) {
			this.block.write(rest);
		}
		else {
			this.block.write(127);
			for (rest -= 127; rest >= 128; rest >>>= 7) {
				this.block.write((rest & 0x7f) | 0x80);
			}
			this.block.write(rest);
		}
		this.block.writeBytes(bytes);
	}

	/**
	 * Send the request, and read the response to it.
	 * @param socket a connection on which nothing has been sent
	 * @return the response
	 * @throws IOException if the server does not answer
	 */
	public RawResponse send(Socket socket) throws IOException {
		return send(socket, END_STREAM);
	}

	/**
	 * Open a tunnel with the request (RFC 8441), and read what the server sends first.
	 * @param socket a connection on which nothing has been sent
	 * @return the response, whose body is that of the first frame with data
	 * @throws IOException if the server does not answer
	 */
	public RawResponse open(Socket socket) throws IOException {
		return send(socket, 0);
	}

	private RawResponse send(Socket socket, int endStream) throws IOException {
		DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
		out.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
		write(out, SETTINGS, 0, 0, new byte[0]);
		write(out, HEADERS, endStream | END_HEADERS, 1, this.block.toByteArray());
		out.flush();
		return read(new DataInputStream(socket.getInputStream()), out, endStream == 0);
	}

	private static RawResponse read(DataInputStream in, DataOutputStream out, boolean tunnel) throws IOException {
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
				case RST_STREAM, GOAWAY -> throw new EOFException("The server has ended the stream, type " + type);
				default -> {
				}
			}
			boolean end = (flags & END_STREAM) != 0 || (tunnel && type == DATA && length > 0);
			if ((type == HEADERS || type == DATA) && end) {
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

}
