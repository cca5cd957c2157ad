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

package io.github.trustproxy.support;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.jayway.jsonpath.JsonPath;

/**
 * A span that OpenTelemetry's Java agent has made of a request to a server.
 *
 * @param attributes its attributes
 */
public record ServerSpan(Map<String, Object> attributes) {

	private static final String EXPORTED = "{\"resource\"";

	/**
	 * Return the options of the JVM with which the agent writes spans to the log.
	 * @return the options
	 */
	public static List<String> agentOptions() {
		return List.of("-javaagent:" + agent(), "-Dotel.traces.exporter=logging-otlp", "-Dotel.metrics.exporter=none",
				"-Dotel.logs.exporter=none", "-Dotel.bsp.schedule.delay=50");
	}

	/**
	 * The agent is on the class path of the tests.
	 */
	private static String agent() {
		for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
			if (entry.contains("opentelemetry-javaagent")) {
				return entry;
			}
		}
		throw new IllegalStateException("There is no agent on the class path");
	}

	/**
	 * Wait for the span of a request.
	 * @param process the process that the agent is in
	 * @param path the path of the request, with its query
	 * @return the span
	 */
	public static ServerSpan await(RunningProcess process, String path) {
		return process.await("the span of " + path, () -> find(process.output(), path));
	}

	private static Optional<ServerSpan> find(String output, String path) {
		return output.lines()
			.filter((line) -> line.contains(EXPORTED) && line.endsWith("}"))
			.flatMap((line) -> parse(line.substring(line.indexOf(EXPORTED))).stream())
			.filter((span) -> path.equals(span.path()))
			.findFirst();
	}

	private String path() {
		Object query = this.attributes.get("url.query");
		return this.attributes.get("url.path") + ((query != null) ? "?" + query : "");
	}

	private static List<ServerSpan> parse(String json) {
		List<ServerSpan> spans = new ArrayList<>();
		List<List<Map<String, Object>>> found = JsonPath.read(json, "$.scopeSpans[*].spans[*].attributes");
		for (List<Map<String, Object>> list : found) {
			Map<String, Object> attributes = new LinkedHashMap<>();
			for (Map<String, Object> attribute : list) {
				Map<?, ?> value = (Map<?, ?>) attribute.get("value");
				// JSON has 64-bit numbers as texts
				attributes.put((String) attribute.get("key"), value.containsKey("intValue")
						? Long.valueOf(value.get("intValue").toString()) : value.values().iterator().next());
			}
			spans.add(new ServerSpan(attributes));
		}
		return spans;
	}

}
