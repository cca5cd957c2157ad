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

package io.github.trustproxy.load;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;

/**
 * What a JVM holds on to.
 *
 * @param heap the bytes that are reachable
 * @param direct the bytes outside the heap that buffers have
 * @param threads the number of threads
 * @param files the number of open files, which sockets are as well
 */
record Measurement(long heap, long direct, long threads, long files) {

	/**
	 * Measure this JVM.
	 */
	static Measurement take() {
		// Buffers are freed after the first collection, which makes more unreachable
		for (int i = 0; i < 2; i++) {
			System.gc();
		}
		// Netty tells of what the collection has found lost when it makes the next buffer
		ByteBufAllocator.DEFAULT.directBuffer().release();
		return new Measurement(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), directMemory(),
				ManagementFactory.getThreadMXBean().getThreadCount(),
				(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix)
						? unix.getOpenFileDescriptorCount() : 0);
	}

	private static long directMemory() {
		long jdk = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)
			.stream()
			.mapToLong(BufferPoolMXBean::getMemoryUsed)
			.sum();
		// Netty can go around the JDK
		long netty = (ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider provider)
				? provider.metric().usedDirectMemory() : 0;
		return jdk + netty;
	}

	static Measurement parse(String text) {
		long[] values = Arrays.stream(text.split(" ")).mapToLong(Long::parseLong).toArray();
		return new Measurement(values[0], values[1], values[2], values[3]);
	}

	String format() {
		return "%d %d %d %d".formatted(this.heap, this.direct, this.threads, this.files);
	}

	/**
	 * Return whether this is more than another measurement by no more than what is
	 * allowed.
	 */
	boolean isWithin(Measurement allowed, Measurement other) {
		return this.heap - other.heap <= allowed.heap && this.direct - other.direct <= allowed.direct
				&& this.threads - other.threads <= allowed.threads && this.files - other.files <= allowed.files;
	}

}
