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

package io.github.trustproxy.source;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.trustproxy.InvalidSettingException;
import org.jspecify.annotations.Nullable;

/**
 * Looks after sources, on a thread of its own. Without anything to refresh, there is no
 * thread.
 *
 * @since 0.1.0
 */
public final class SourceRefresher implements AutoCloseable {

	/** A resolver can take long, and a start should not. */
	private static final Duration START = Duration.ofSeconds(30);

	private static final Duration ANSWER = Duration.ofSeconds(60);

	private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMinutes(1);

	private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);

	/** How often, and after which pause, a list is looked at that is being written. */
	private static final int LOOKS = 20;

	private static final Duration SETTLING = Duration.ofMillis(100);

	private final KeptSources sources;

	private final SourceListener listener;

	private final ScheduledThreadPoolExecutor executor;

	/**
	 * Create a refresher, which does nothing yet.
	 * @param sources the sources
	 * @param listener is told what becomes of them
	 */
	public SourceRefresher(KeptSources sources, SourceListener listener) {
		this.sources = sources;
		this.listener = listener;
		this.executor = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = new Thread(task, "trust-proxy-sources");
			thread.setDaemon(true);
			return thread;
		});
		this.executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
	}

	/**
	 * Read all lists for the first time, and look after them from then on.
	 * @throws InvalidSettingException if a list is missing that is required
	 */
	public void start() {
		if (!this.sources.isRefreshed()) {
			return;
		}
		try {
			await(() -> this.sources.load(this.listener), START);
			this.sources.checkRequired();
		}
		catch (InvalidSettingException ex) {
			close();
			throw ex;
		}
		this.executor.execute(this::refreshDue);
	}

	/**
	 * Refresh a source now, whether or not it is due, and wait for it.
	 * @param name the name of the source
	 * @return the source, or {@code null} if there is none of that name
	 */
	public @Nullable SourceStatus refresh(String name) {
		if (this.sources.isRefreshed()) {
			await(() -> refreshNow(name), ANSWER);
		}
		return this.sources.statuses().stream().filter((status) -> status.name().equals(name)).findFirst().orElse(null);
	}

	private void refreshNow(String name) {
		this.sources.refresh(name, this.listener);
		for (int i = 0; i < LOOKS && this.sources.isUnfinished(name); i++) {
			try {
				Thread.sleep(SETTLING.toMillis());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
			this.sources.refresh(name, this.listener);
		}
	}

	/**
	 * Return all sources that are trusted, for the operator.
	 * @return the sources, in the order of the setting
	 */
	public List<SourceStatus> statuses() {
		return this.sources.statuses();
	}

	/**
	 * Return what is known of a source, in numbers.
	 * @param name the name of a source that is trusted
	 * @return the numbers
	 */
	public SourceFigures figures(String name) {
		return this.sources.figures(name);
	}

	private void await(Runnable task, Duration limit) {
		try {
			this.executor.submit(task).get(limit.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException | RejectedExecutionException ex) {
			// Goes on in the background, or is of no use any more
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("The sources of trust-proxy could not be refreshed.", ex.getCause());
		}
	}

	private void refreshDue() {
		Duration pause = PAUSE_AFTER_FAILURE;
		try {
			pause = this.sources.refresh(this.listener);
		}
		finally {
			schedule(pause);
		}
	}

	private void schedule(@Nullable Duration pause) {
		if (pause == null) {
			return;
		}
		try {
			this.executor.schedule(this::refreshDue, Math.max(pause.toMillis() + 1, SHORTEST_PAUSE.toMillis()),
					TimeUnit.MILLISECONDS);
		}
		catch (RejectedExecutionException ex) {
			// The application is being closed
		}
	}

	/**
	 * Stop looking after the sources. What is trusted stays as it is.
	 */
	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
