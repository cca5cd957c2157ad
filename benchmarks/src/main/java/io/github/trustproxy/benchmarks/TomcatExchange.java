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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SendfileDataBase;
import org.apache.tomcat.util.net.SendfileState;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.tomcat.TomcatWebServer;

/**
 * Has a processor of Tomcat read a request out of memory.
 */
final class TomcatExchange implements ServerExchange {

	private final Http11Processor processor;

	private final MemorySocket socket;

	TomcatExchange(TomcatWebServer server, Workload workload) {
		AbstractHttp11Protocol<?> protocol = (AbstractHttp11Protocol<?>) server.getTomcat()
			.getConnector()
			.getProtocolHandler();
		this.processor = new Http11Processor(protocol, protocol.getAdapter());
		this.socket = new MemorySocket(workload.peer(), ServerExchange.bytes(workload));
	}

	@Override
	public ByteBuffer send() throws IOException {
		this.socket.reset();
		this.processor.process(this.socket, SocketEvent.OPEN_READ);
		return this.socket.output.flip();
	}

	private static final class MemorySocket extends SocketWrapperBase<NioChannel> {

		private static final int BUFFER_SIZE = 8192;

		private final ByteBuffer input;

		private final ByteBuffer output = ByteBuffer.allocate(BUFFER_SIZE);

		MemorySocket(String peer, byte[] request) {
			super(null, new NioEndpoint());
			this.input = ByteBuffer.wrap(request);
			this.remoteAddr = peer;
			this.remoteHost = peer;
			this.remotePort = Workload.PEER_PORT;
			this.localAddr = "127.0.0.1";
			this.localName = "localhost";
			this.localPort = 8080;
			this.socketBufferHandler = new SocketBufferHandler(BUFFER_SIZE, BUFFER_SIZE, true);
		}

		void reset() {
			this.input.rewind();
			this.output.clear();
		}

		@Override
		public int read(boolean block, byte[] bytes, int offset, int length) {
			int read = Math.min(length, this.input.remaining());
			this.input.get(bytes, offset, read);
			return read;
		}

		@Override
		public int read(boolean block, ByteBuffer to) {
			int read = Math.min(to.remaining(), this.input.remaining());
			to.put(this.input.slice().limit(read));
			this.input.position(this.input.position() + read);
			return read;
		}

		@Override
		protected void doWrite(boolean block, ByteBuffer from) {
			this.output.put(from);
		}

		@Override
		protected boolean flushNonBlocking() {
			return false;
		}

		@Override
		public boolean isReadyForRead() {
			return this.input.hasRemaining();
		}

		@Override
		public void setAppReadBufHandler(ApplicationBufferHandler handler) {
		}

		@Override
		protected void doClose() {
		}

		@Override
		public void registerReadInterest() {
		}

		@Override
		public void registerWriteInterest() {
		}

		@Override
		protected void populateRemoteHost() {
		}

		@Override
		protected void populateRemoteAddr() {
		}

		@Override
		protected void populateRemotePort() {
		}

		@Override
		protected void populateLocalName() {
		}

		@Override
		protected void populateLocalAddr() {
		}

		@Override
		protected void populateLocalPort() {
		}

		@Override
		public SendfileDataBase createSendfileData(String filename, long position, long length) {
			throw new UnsupportedOperationException();
		}

		@Override
		public SendfileState processSendfile(SendfileDataBase data) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void doClientAuth(SSLSupport support) {
			throw new UnsupportedOperationException();
		}

		@Override
		public @Nullable SSLSupport getSslSupport() {
			return null;
		}

		@Override
		protected <A> OperationState<A> newOperationState(boolean read, ByteBuffer[] buffers, int offset, int length,
				BlockingMode block, long timeout, TimeUnit unit, A attachment, CompletionCheck check,
				CompletionHandler<Long, ? super A> handler, Semaphore semaphore,
				VectoredIOCompletionHandler<A> completion) {
			throw new UnsupportedOperationException();
		}

	}

}
