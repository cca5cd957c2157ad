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

package io.github.trustproxy.autoconfigure;

import java.util.List;

import io.github.trustproxy.source.SourceChangedEvent;
import io.github.trustproxy.source.SourceListener;
import io.github.trustproxy.source.SourceState;
import io.github.trustproxy.source.SourceStatus;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Logs what becomes of sources, once for each state and not for each try, and publishes
 * what changes as events of the application.
 */
final class SourceEvents implements SourceListener {

	private static final Log logger = LogFactory.getLog(SourceEvents.class);

	private static final int SHOWN = 10;

	private final ApplicationEventPublisher events;

	SourceEvents(ApplicationEventPublisher events) {
		this.events = events;
	}

	@Override
	public void stateChanged(SourceStatus status) {
		String source = "The source '" + status.name() + "' ";
		switch (status.state()) {
			case FRESH, SNAPSHOT -> logger.info(source + "is fresh again.");
			case STALE -> logger.warn(source + "cannot be refreshed, and its last good list is kept (" + status.ranges()
					+ " ranges). " + status.error());
			case FAILED -> logger.warn(source + "has no list, and trusts nobody until it has. " + status.error());
			case EXPIRED -> logger
				.warn(source + "could not be refreshed for too long, and trusts nobody until it is. " + status.error());
		}
	}

	@Override
	public void listChanged(SourceStatus status, List<String> added, List<String> removed) {
		if (status.state() != SourceState.EXPIRED) {
			logger.info("The source '" + status.name() + "' has changed: added " + shown(added) + ", removed "
					+ shown(removed) + ".");
		}
		try {
			this.events.publishEvent(new SourceChangedEvent(status, added, removed));
		}
		catch (RuntimeException ex) {
			logger.warn("A listener failed that was told of the source '" + status.name() + "'.", ex);
		}
	}

	@Override
	public void cacheFailed(String reason) {
		logger.warn(reason);
	}

	private static String shown(List<String> ranges) {
		if (ranges.isEmpty()) {
			return "nothing";
		}
		String first = String.join(", ", ranges.subList(0, Math.min(SHOWN, ranges.size())));
		return (ranges.size() > SHOWN) ? first + " and " + (ranges.size() - SHOWN) + " more" : first;
	}

}
