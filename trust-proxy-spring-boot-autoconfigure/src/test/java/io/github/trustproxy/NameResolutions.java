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

import java.net.InetAddress;

import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.loading.ClassReloadingStrategy;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * Sees when a thread resolves a name or an address, cached or not. JDK 17 offers no way
 * to do this, so the two methods of {@link InetAddress} through which all ways lead are
 * instrumented.
 */
final class NameResolutions {

	private static final String PROPERTY = "name-resolution-by-";

	private NameResolutions() {
	}

	static void watch() {
		new ByteBuddy().redefine(InetAddress.class)
			.visit(Advice.to(Resolution.class)
				.on(ElementMatchers.namedOneOf("getAllByName0", "getHostFromNameService")))
			.make()
			.load(null, ClassReloadingStrategy.of(ByteBuddyAgent.install()));
	}

	/**
	 * Return whether the current thread has resolved anything since this was asked last.
	 */
	static boolean seen() {
		return System.clearProperty(PROPERTY + Thread.currentThread().getName()) != null;
	}

	/**
	 * Becomes part of {@link InetAddress}, which sees no class of ours.
	 */
	private static final class Resolution {

		@Advice.OnMethodEnter
		static void enter() {
			System.setProperty(PROPERTY + Thread.currentThread().getName(), "");
		}

	}

}
