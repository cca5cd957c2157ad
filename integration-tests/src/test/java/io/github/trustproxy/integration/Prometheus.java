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

package io.github.trustproxy.integration;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import com.jayway.jsonpath.JsonPath;
import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.RunningProcess;

/**
 * A Prometheus that watches a sample with the alerts of {@code docs/monitoring}.
 *
 * @param process its process
 * @param client asks it
 */
record Prometheus(RunningProcess process, RawHttpClient client) {

	private static final Pattern STARTED = Pattern.compile("\"Listening on\" address=127.0.0.1:(\\d+)");

	static Prometheus start(Processes processes, Sample sample) throws IOException {
		Path directory = processes.createDirectory("prometheus");
		Path configuration = Files.writeString(directory.resolve("prometheus.yml"), """
				global:
				  scrape_interval: 1s
				  evaluation_interval: 1s
				rule_files: ["%s"]
				scrape_configs:
				  - job_name: sample
				    metrics_path: /actuator/prometheus
				    static_configs:
				      - targets: ["%s"]
				""".formatted(MonitoringPage.alertsFile(), Endpoints.text(sample.address())));
		RunningProcess process = processes.start("prometheus", directory, Map.of(),
				List.of(Executables.find("prometheus").orElseThrow().toString(), "--config.file=" + configuration,
						"--storage.tsdb.path=" + directory.resolve("data"), "--web.listen-address=127.0.0.1:0"));
		String port = process.await("the port",
				() -> STARTED.matcher(process.log()).results().map((match) -> match.group(1)).findFirst());
		InetSocketAddress address = new InetSocketAddress("127.0.0.1", Integer.parseInt(port));
		return new Prometheus(process, new RawHttpClient("127.0.0.1", address, null));
	}

	/**
	 * Wait for the result of a query, for a rate needs two scrapes.
	 * @param query a query of PromQL
	 * @return the series
	 */
	List<Object> await(String query) {
		return this.process.await("a result of " + query,
				() -> Optional.of(query(query)).filter((series) -> !series.isEmpty()));
	}

	private List<Object> query(String query) {
		return get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8), "$.data.result");
	}

	/**
	 * Wait until all rules have been evaluated.
	 * @return the health of each, and the mistake if there was one
	 */
	List<String> awaitHealthOfRules() {
		String unknown = "unknown";
		return this.process.await("the rules",
				() -> Optional.of(this.<List<String>>get("/api/v1/rules", "$.data.groups[*].rules[*].health"))
					.filter((health) -> !health.isEmpty() && !health.contains(unknown)));
	}

	private <T> T get(String target, String path) {
		try {
			RawResponse response = this.client.get(target, List.of("Host: prometheus"));
			if (response.status() != 200) {
				throw new IllegalStateException(target + ": " + response);
			}
			return JsonPath.read(response.body(), path);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
