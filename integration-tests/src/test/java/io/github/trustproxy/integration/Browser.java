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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import io.github.trustproxy.support.RunningProcess;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Chromium without a window, with a new profile. It is spoken to as the WebDriver
 * standard has it, and in the words of its own developer tools where that is silent.
 */
final class Browser {

	/** The name of the page's host, whose address the browser knows without DNS. */
	static final String HOST = "app.example.com";

	static final String TAB = "\uE004";

	static final String ENTER = "\uE007";

	static final String ARROW_RIGHT = "\uE014";

	static final String CONTROL = "\uE009";

	private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");

	private static final JsonMapper json = new JsonMapper();

	private final HttpClient client = HttpClient.newHttpClient();

	private final String session;

	private Browser(String driver, Map<String, Object> capabilities) throws IOException {
		Map<String, Object> session = command("POST", driver + "/session",
				Map.of("capabilities", Map.of("alwaysMatch", capabilities)));
		this.session = driver + "/session/" + session.get("sessionId");
	}

	/**
	 * Start a browser.
	 * @param processes takes care of the processes
	 * @param address the address of {@link #HOST}
	 */
	static Browser start(Processes processes, String address) throws IOException {
		Path directory = processes.createDirectory("browser");
		Path driver = Executables.find("chromedriver").orElseThrow();
		RunningProcess process = processes.start("chromedriver", directory,
				// Chromium of Debian is started by a script
				Map.of("PATH", System.getenv("PATH"), "HOME", directory.toString(), "TMPDIR", directory.toString()),
				List.of(driver.toString(), "--port=0"));
		String port = process.await("the port",
				() -> STARTED.matcher(process.log()).results().map((match) -> match.group(1)).findFirst());
		Map<String, Object> options = Map.of("binary", Executables.find("chromium").orElseThrow().toString(), "args",
				List.of("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
						"--disable-background-networking", "--disable-component-update", "--disable-sync",
						"--disable-dev-shm-usage", "--user-data-dir=" + directory.resolve("profile"),
						"--host-resolver-rules=MAP %s %s, MAP * ~NOTFOUND".formatted(HOST, address)));
		return new Browser("http://127.0.0.1:" + port, Map.of("goog:chromeOptions", options, "goog:loggingPrefs",
				Map.of("browser", "ALL", "performance", "ALL")));
	}

	/**
	 * Load a page.
	 */
	void open(String url) throws IOException {
		post("/url", Map.of("url", url));
	}

	/**
	 * Run a script in the page, and wait for the promise that it may return.
	 * @param <T> the type of the value, as JSON has it
	 * @param script the body of a function
	 * @param arguments its arguments
	 */
	<T> T evaluate(String script, Object... arguments) throws IOException {
		return post("/execute/sync", Map.of("script", script, "args", Arrays.asList(arguments)));
	}

	/**
	 * Press keys one after the other, as a user does.
	 * @param keys the keys; those that have no character are constants here
	 */
	void press(String... keys) throws IOException {
		List<Map<String, Object>> actions = new ArrayList<>();
		for (String key : keys) {
			actions.add(Map.of("type", "keyDown", "value", key));
			actions.add(Map.of("type", "keyUp", "value", key));
		}
		keyboard(actions);
	}

	/**
	 * Press a key while another one is held.
	 */
	void press(String held, String key) throws IOException {
		keyboard(List.of(Map.of("type", "keyDown", "value", held), Map.of("type", "keyDown", "value", key),
				Map.of("type", "keyUp", "value", key), Map.of("type", "keyUp", "value", held)));
	}

	private void keyboard(List<Map<String, Object>> actions) throws IOException {
		post("/actions", Map.of("actions", List.of(Map.of("type", "key", "id", "keyboard", "actions", actions))));
	}

	/**
	 * Set the width of the window, and the color scheme that the user prefers.
	 */
	void appear(int width, String colorScheme) throws IOException {
		devTools("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
		devTools("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colorScheme))));
	}

	/**
	 * Send headers with each request that the browser itself does not send.
	 */
	void setExtraHeaders(Map<String, String> headers) throws IOException {
		devTools("Network.enable", Map.of());
		devTools("Network.setExtraHTTPHeaders", Map.of("headers", headers));
	}

	/**
	 * Return the nodes of the tree that screen readers see.
	 */
	List<Map<String, Object>> accessibilityTree() throws IOException {
		return JsonPath.read(devTools("Accessibility.getFullAXTree", Map.of()), "$.nodes[?(@.ignored == false)]");
	}

	/**
	 * Return and forget what the console has shown.
	 */
	List<String> console() throws IOException {
		return log("browser").map((entry) -> entry.get("level") + " " + entry.get("message")).toList();
	}

	/**
	 * Return and forget the URLs that were asked for, without those that need no network.
	 */
	List<String> requestedUrls() throws IOException {
		return log("performance").map((entry) -> JsonPath.parse((String) entry.get("message")))
			.filter((message) -> "Network.requestWillBeSent".equals(message.read("$.message.method")))
			.map((message) -> message.<String>read("$.message.params.request.url"))
			.filter((url) -> !url.startsWith("chrome:") && !url.startsWith("data:"))
			.toList();
	}

	private Stream<Map<String, Object>> log(String type) throws IOException {
		return this.<List<Map<String, Object>>>post("/se/log", Map.of("type", type)).stream();
	}

	/**
	 * Write an image of the whole page.
	 */
	void takeScreenshot(Path file) throws IOException {
		String image = JsonPath
			.read(devTools("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true)), "$.data");
		Files.createDirectories(file.getParent());
		Files.write(file, Base64.getDecoder().decode(image));
	}

	private Object devTools(String command, Map<String, Object> parameters) throws IOException {
		return post("/goog/cdp/execute", Map.of("cmd", command, "params", parameters));
	}

	private <T> T post(String path, Map<String, Object> body) throws IOException {
		return command("POST", this.session + path, body);
	}

	private <T> T command(String method, String url, Map<String, Object> body) throws IOException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(url))
			.method(method, BodyPublishers.ofString(json.writeValueAsString(body)))
			.build();
		try {
			HttpResponse<String> response = this.client.send(request, BodyHandlers.ofString());
			if (response.statusCode() != 200) {
				throw new IOException("%s: %s".formatted(url, response.body()));
			}
			return JsonPath.read(response.body(), "$.value");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(ex);
		}
	}

}
