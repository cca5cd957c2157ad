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

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.concurrent.Callable;

import io.github.trustproxy.AddressFamily;
import io.github.trustproxy.Lookups;

/**
 * Requests and look-ups that are measured. The compiler decides by what a method has seen
 * so far what it inlines, and so what is allocated: each measurement has classes of its
 * own, which have seen nothing else.
 */
public final class MeasuredRequests {

	private MeasuredRequests() {
	}

	/**
	 * Return what one of the methods of this class returns.
	 * @param method the name of the method
	 * @param arguments its arguments
	 */
	static Callable<?> inClassesOfTheirOwn(String method, String... arguments) {
		URL[] classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(MeasuredRequests::url)
			.toArray(URL[]::new);
		// Never closed: what is measured loads classes until the end
		ClassLoader loader = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader());
		Class<?>[] types = new Class<?>[arguments.length];
		Arrays.fill(types, String.class);
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		thread.setContextClassLoader(loader);
		try {
			return (Callable<?>) loader.loadClass(MeasuredRequests.class.getName())
				.getMethod(method, types)
				.invoke(null, (Object[]) arguments);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	private static URL url(String entry) {
		try {
			return new File(entry).toURI().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return what sends a request through a filter.
	 * @param contender the {@link ServletContender} that has the filter
	 * @param workload the {@link Workload} that has the request
	 * @return sends the request
	 */
	public static Callable<?> servlet(String contender, String workload) throws Exception {
		return new ServletExchange(ServletContender.valueOf(contender), Workload.valueOf(workload))::send;
	}

	/**
	 * Return what sends a request to WebFlux.
	 * @param contender the {@link WebFluxContender}
	 * @param workload the {@link Workload} that has the request
	 * @return sends the request
	 */
	public static Callable<?> webFlux(String contender, String workload) {
		return new WebFluxExchange(WebFluxContender.valueOf(contender), Workload.valueOf(workload),
				HeaderMap.SPRING)::send;
	}

	/**
	 * Return what looks addresses up.
	 * @param family the {@link AddressFamily} of the addresses
	 * @return looks one up, each time another one
	 */
	public static Callable<?> lookups(String family) {
		Runnable lookups = Lookups.of(AddressFamily.valueOf(family));
		return () -> {
			lookups.run();
			return null;
		};
	}

}
