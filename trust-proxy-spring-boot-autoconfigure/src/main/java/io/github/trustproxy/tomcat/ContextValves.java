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

package io.github.trustproxy.tomcat;

import java.util.ArrayList;
import java.util.List;

import org.apache.catalina.AccessLog;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.Valve;

/**
 * The valves that a request to a web application passes.
 */
public final class ContextValves {

	private ContextValves() {
	}

	/**
	 * Return the valves of a web application, of its host and of the engine.
	 * @param context the web application
	 * @return the valves that are there now
	 */
	public static List<Valve> of(Context context) {
		List<Valve> valves = new ArrayList<>();
		for (Container container = context; container != null; container = container.getParent()) {
			valves.addAll(List.of(container.getPipeline().getValves()));
		}
		return valves;
	}

	/**
	 * Return whether a valve is an access log that shows the attributes of a request.
	 * @param valve any valve
	 * @return {@code false} if nobody has to set them for it
	 */
	public static boolean logsAttributes(Valve valve) {
		return valve instanceof AccessLog log && log.getRequestAttributesEnabled();
	}

}
