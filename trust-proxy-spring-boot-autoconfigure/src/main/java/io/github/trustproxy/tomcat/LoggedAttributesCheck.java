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

import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleListener;

/**
 * Looks, when a web application starts, whether any access log of Tomcat shows the
 * attributes of a request. By default there is none, and then nobody has to set them.
 */
public final class LoggedAttributesCheck implements LifecycleListener {

	private final String absentAttribute;

	/**
	 * Create a check.
	 * @param absentAttribute the attribute of the servlet context that says that there is
	 * no such log
	 */
	public LoggedAttributesCheck(String absentAttribute) {
		this.absentAttribute = absentAttribute;
	}

	/**
	 * Look at the valves before the filters are initialized, when all of them are there.
	 */
	@Override
	public void lifecycleEvent(LifecycleEvent event) {
		if (event.getType().equals(Lifecycle.CONFIGURE_START_EVENT) && event.getSource() instanceof Context context
				&& ContextValves.of(context).stream().noneMatch(ContextValves::logsAttributes)) {
			context.getServletContext().setAttribute(this.absentAttribute, true);
		}
	}

}
