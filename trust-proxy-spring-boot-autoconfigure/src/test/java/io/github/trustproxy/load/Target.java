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

import java.util.Arrays;
import java.util.List;

import io.github.trustproxy.server.ServerStack;

/**
 * What is asked for: other dispatches and other threads are where requests could be mixed
 * up.
 */
enum Target {

	/** The request as it comes. */
	PAGE("GET /whoami/{n}?q={n}", "/whoami/{n}", "REQUEST"),

	/** An error page. */
	MISSING("GET /missing/{n}?q={n}", "/missing/{n}", "ERROR"),

	/** A body in both directions. */
	FORM("POST /parameter?q={n}", "/parameter", "REQUEST"),

	/** Answered in another dispatch. */
	ASYNC("GET /whoami/{n}?start-async", "/whoami/{n}", "ASYNC"),

	/** Answered in another dispatch, with our own request. */
	ASYNC_WITH_REQUEST("GET /whoami/{n}?start-async-with-request", "/whoami/{n}", "ASYNC"),

	/** Looked at by another thread. */
	CALLABLE("GET /callable?q={n}", "/callable", "REQUEST"),

	/** Answered by another thread. */
	DEFERRED("GET /deferred?q={n}", "/deferred", "REQUEST"),

	/** Answered by another page. */
	FORWARD("GET /forward?q={n}", "/whoami/forwarded", "FORWARD"),

	/** Answered with the URL of another page. */
	REDIRECT("GET /redirect?to=/other/{n}&overload=location", "/redirect", "REQUEST");

	private static final List<Target> ON_BOTH_STACKS = List.of(PAGE, MISSING, FORM);

	private final String requestLine;

	private final String path;

	private final String dispatch;

	Target(String requestLine, String path, String dispatch) {
		this.requestLine = requestLine + " HTTP/1.1\r\n";
		this.path = path;
		this.dispatch = dispatch;
	}

	static List<Target> on(ServerStack stack) {
		return stack.isServlet() ? Arrays.asList(values()) : ON_BOTH_STACKS;
	}

	String requestLine() {
		return this.requestLine;
	}

	/**
	 * Return the path that the application sees.
	 */
	String path(ServerStack stack) {
		// Servlets have a page of its own for errors
		return (this == MISSING && stack.isServlet()) ? "/error" : this.path;
	}

	String query() {
		String target = this.requestLine.split(" ")[1];
		return target.substring(target.indexOf('?') + 1);
	}

	String dispatch() {
		return this.dispatch;
	}

}
