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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Says how much memory ranges take, once they are compiled.
 */
public final class RangeMemory {

	private static final int COPIES = 20;

	/** Not in a variable, which the compiler could find to be needed no longer. */
	private static final List<Object> copies = new ArrayList<>();

	private RangeMemory() {
	}

	/**
	 * Print a table.
	 * @param arguments none
	 */
	public static void main(String[] arguments) {
		int size = 10000;
		System.out.println("| bytes per range, " + size + " ranges | "
				+ String.join(" | ", Arrays.stream(RangeContender.values()).map(RangeMemory::name).toList()) + " |");
		System.out.println("| --- |" + " ---: |".repeat(RangeContender.values().length));
		for (AddressFamily family : AddressFamily.values()) {
			StringBuilder row = new StringBuilder("| " + name(family));
			for (RangeContender contender : RangeContender.values()) {
				row.append(" | ").append(Math.round(bytesPerRange(contender, family, size)));
			}
			System.out.println(row.append(" |"));
		}
	}

	private static String name(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Return how much less of the heap is in use once several copies are gone. Asked the
	 * other way round, garbage of somebody else that goes in the meantime would count
	 * against them.
	 */
	static double bytesPerRange(RangeContender contender, AddressFamily family, int size) {
		SampleRanges ranges = new SampleRanges(family, size);
		for (int i = 0; i < COPIES; i++) {
			copies.add(contender.compile(ranges));
		}
		long with = used();
		copies.clear();
		return (double) (with - used()) / COPIES / size;
	}

	private static long used() {
		Runtime runtime = Runtime.getRuntime();
		// Only every fourth collection leaves no garbage at all
		// (MarkSweepAlwaysCompactCount)
		for (int i = 0; i < 4; i++) {
			System.gc();
		}
		return runtime.totalMemory() - runtime.freeMemory();
	}

}
