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

import java.util.Set;

/**
 * Which packages the core is: its own, and all below that do not join it to something
 * else.
 */
public final class CorePackages {

	private static final String ROOT = CorePackages.class.getPackageName();

	private static final Set<String> ADAPTERS = Set.of("servlet", "webflux", "tomcat", "jetty", "netty", "tracing",
			"actuate", "autoconfigure");

	private CorePackages() {
	}

	/**
	 * Return whether a package is one of the core.
	 * @param packageName the name of the package
	 * @return whether it is
	 */
	public static boolean contain(String packageName) {
		return packageName.equals(ROOT) || (packageName.startsWith(ROOT + ".")
				&& !ADAPTERS.contains(packageName.substring(ROOT.length() + 1).split("\\.")[0]));
	}

}
