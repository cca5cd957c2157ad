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

package io.github.trustproxy;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

import com.google.common.net.InetAddresses;
import inet.ipaddr.IPAddressString;
import io.github.trustproxy.address.AddressParser;
import io.github.trustproxy.benchmarks.WrongAnswerException;
import io.netty.util.NetUtil;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What parses literals.
 */
public enum LiteralContender {

	/** Our parser. */
	OURS {

		private final AddressParser parser = new AddressParser();

		@Override
		void parse(String literal, Blackhole blackhole) {
			blackhole.consume(this.parser.parse(literal, 0, literal.length()));
			blackhole.consume(this.parser.high());
			blackhole.consume(this.parser.low());
		}

		@Override
		byte[] bytes(String literal) {
			this.parser.parse(literal, 0, literal.length());
			return SampleRanges.toInetAddress(this.parser.high(), this.parser.low()).getAddress();
		}

	},

	/** {@code InetAddress.getByName}, which resolves names as well. */
	JDK {

		@Override
		void parse(String literal, Blackhole blackhole) {
			blackhole.consume(parse(literal));
		}

		private InetAddress parse(String literal) {
			try {
				return InetAddress.getByName(literal);
			}
			catch (UnknownHostException ex) {
				throw new IllegalArgumentException(ex);
			}
		}

		@Override
		byte[] bytes(String literal) {
			return parse(literal).getAddress();
		}

	},

	/** {@code InetAddress.ofLiteral}, since Java 22. */
	JDK_LITERAL {

		@Override
		void parse(String literal, Blackhole blackhole) {
			blackhole.consume(parse(literal));
		}

		private InetAddress parse(String literal) {
			try {
				return (InetAddress) OfLiteral.METHOD.invokeExact(literal);
			}
			catch (Throwable ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		byte[] bytes(String literal) {
			return parse(literal).getAddress();
		}

	},

	/** {@code NetUtil.createByteArrayFromIpAddressString}. */
	NETTY {

		@Override
		void parse(String literal, Blackhole blackhole) {
			blackhole.consume(NetUtil.createByteArrayFromIpAddressString(literal));
		}

		@Override
		byte[] bytes(String literal) {
			return NetUtil.createByteArrayFromIpAddressString(literal);
		}

	},

	/** {@code InetAddresses.forString}. */
	GUAVA {

		@Override
		void parse(String literal, Blackhole blackhole) {
			blackhole.consume(InetAddresses.forString(literal));
		}

		@Override
		byte[] bytes(String literal) {
			return InetAddresses.forString(literal).getAddress();
		}

	},

	/** {@code IPAddressString}. */
	SEANCFOLEY {

		@Override
		void parse(String literal, Blackhole blackhole) {
			blackhole.consume(new IPAddressString(literal).getAddress());
		}

		@Override
		byte[] bytes(String literal) {
			return new IPAddressString(literal).getAddress().getBytes();
		}

	};

	abstract void parse(String literal, Blackhole blackhole);

	abstract byte[] bytes(String literal);

	void check(String... literals) {
		for (String literal : literals) {
			WrongAnswerException.check(this, literal, ByteBuffer.wrap(bytes(literal)), expected(literal));
		}
	}

	private static ByteBuffer expected(String literal) {
		try {
			return ByteBuffer.wrap(InetAddress.getByName(literal).getAddress());
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	private static final class OfLiteral {

		static final MethodHandle METHOD = find();

		private static MethodHandle find() {
			try {
				return MethodHandles.publicLookup()
					.findStatic(InetAddress.class, "ofLiteral", MethodType.methodType(InetAddress.class, String.class));
			}
			catch (ReflectiveOperationException ex) {
				throw new IllegalStateException("There is no InetAddress.ofLiteral before Java 22", ex);
			}
		}

	}

}
