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
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import io.github.trustproxy.integration.Topology.Deployment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the page of both samples in a browser that comes through nginx.
 */
@RequiresProgram({ "nginx", "chromium", "chromedriver" })
@ParameterizedClass
@MethodSource("sampleNames")
@TestInstance(Lifecycle.PER_CLASS)
class InspectorTests {

	private static final String NGINX = "127.0.0.2";

	/** The address of the browser, which it cannot choose. */
	private static final String BROWSER = "127.0.0.1";

	private static final String MARKUP = "<img src=x onerror=document.title='deceived'><script>document.title='deceived'</script>";

	/** Functions that look at all elements with text. */
	private static final String TEXT = """
			function texts() {
				const hasText = (element) => [...element.childNodes]
					.some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== "");
				return [...document.querySelectorAll("body *")]
					.filter((element) => hasText(element) && element.checkVisibility());
			}
			const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
			function rgba(color) {
				canvas.clearRect(0, 0, 1, 1);
				canvas.fillStyle = color;
				canvas.fillRect(0, 0, 1, 1);
				return canvas.getImageData(0, 0, 1, 1).data;
			}
			function background(element) {
				const color = getComputedStyle(element).backgroundColor;
				return rgba(color)[3] === 255 ? color : background(element.parentElement);
			}
			function luminance(color) {
				const [red, green, blue] = [...rgba(color)].map((value) => value / 255)
					.map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
				return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
			}
			function contrast(element) {
				const [dark, light] = [getComputedStyle(element).color, background(element)].map(luminance)
					.sort((first, second) => first - second);
				return (light + 0.05) / (dark + 0.05);
			}
			""";

	@RegisterExtension
	static final Processes processes = new Processes();

	@RegisterExtension
	static final Samples samples = new Samples();

	private static Certificate certificate;

	@Parameter
	String sampleName;

	private String origin;

	private Browser browser;

	static Stream<String> sampleNames() {
		return Sample.names("webflux");
	}

	@BeforeAll
	static void createCertificate(@TempDir Path directory) throws IOException, GeneralSecurityException {
		certificate = Certificate.shared(directory);
	}

	@BeforeParameterizedClassInvocation
	void deploy() throws IOException {
		Topology topology = Topology.of(SampleSetting.trusting("nginx", NGINX, false), new Nginx());
		Deployment deployment = topology.deploy(processes, samples, this.sampleName, certificate);
		this.origin = "http://%s:%d".formatted(Browser.HOST, deployment.client(Edge.HTTP).server().getPort());
		this.browser = Browser.start(processes, NGINX);
	}

	@BeforeEach
	void open() throws IOException {
		this.browser.appear(1280, "light");
		this.browser.setExtraHeaders(Map.of());
		load();
	}

	/**
	 * Whatever a test does, the page stays with its own server and has nothing to
	 * complain about.
	 */
	@AfterEach
	void consoleIsEmptyAndNoOtherHostIsAsked() throws IOException {
		assertThat(this.browser.console()).isEmpty();
		assertThat(this.browser.requestedUrls()).isNotEmpty().allMatch((url) -> url.startsWith(this.origin + "/"));
	}

	@Test
	void currentRequestIsThatOfTheBrowser() throws IOException {
		assertThat(texts("#current .card .role")).containsExactly("Client hop 1", "Proxy hop 0", "Application");
		assertThat(texts("#current .card .address")).containsExactly(BROWSER, NGINX, this.origin);
		assertThat(texts("#current .card .pill")).startsWith("left-most", "trusted");
		assertThat(text("#current [role=status]")).startsWith("The client is %s. ".formatted(BROWSER));
	}

	@Test
	void claimsOfTheBrowserAreShownAsIgnored() throws IOException {
		this.browser.setExtraHeaders(Map.of("X-Forwarded-For", MARKUP, "Forwarded", "for=192.0.2.1"));
		load();
		assertThat(texts("#current .card .role")).containsExactly("Claim hop 2", "Client hop 1", "Proxy hop 0",
				"Application");
		assertThat(texts("#current .card .address")).startsWith(MARKUP, BROWSER, NGINX);
		assertThat(texts("#current .card .pill")).startsWith("ignored", "not trusted", "trusted");
		assertThatMarkupHasNoEffect();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Direct                              | 203.0.113.7  | http://app.example.com   | http://app.example.com
			Same machine                        | 203.0.113.7  | https://app.example.com  | https://app.example.com
			AWS Application Load Balancer       | 203.0.113.7  | https://app.example.com  | https://app.example.com
			Cloudflare                          | 203.0.113.7  | https://app.example.com  | https://app.example.com
			Cloudflare and an AWS load balancer | 203.0.113.7  | https://app.example.com  | https://app.example.com
			Kubernetes ingress                  | 203.0.113.7  | https://app.example.com  | https://app.example.com
			""")
	void presetFindsTheClient(String section, String client, String url, String urlOfAttack) throws IOException {
		choose(section, "honest");
		assertThat(text("#playground .card.client .address")).isEqualTo(client);
		assertThat(text("#playground .card.app .address")).isEqualTo(url);
		assertThat(text("#playground [role=status]")).startsWith("The client is %s. ".formatted(client));
		choose(section, "attack");
		assertThat(text("#playground .card.client .address")).isEqualTo("203.0.113.66");
		assertThat(text("#playground .card.app .address")).isEqualTo(urlOfAttack);
		assertThat(text("#playground [role=status]")).startsWith("The client is 203.0.113.66. ");
	}

	@Test
	void typedTextIsExplainedLive() throws IOException {
		type("#trust", "2");
		type("#peer", "10.0.0.9");
		type("#lines", "X-Forwarded-For: 192.0.2.1, 203.0.113.7, 10.0.0.5\nX-Forwarded-Proto: https");
		assertThat(text("#playground .card.client .address")).isEqualTo("203.0.113.7");
		type("#trust", "true");
		assertThat(text("#playground .card.client .address")).isEqualTo("192.0.2.1");
		assertThat(text("#playground .warnings")).startsWith("trust-proxy is 'true': every hop is trusted");
		type("#trust", "cloudflare");
		assertThat(text("#playground .ages")).matches("cloudflare: of 20\\d\\d-\\d\\d-\\d\\d, .+ old");
	}

	@Test
	void addressOfThePageBringsTheFormToAColleague() throws IOException {
		type("#trust", "10.0.0.0/8");
		type("#peer", "10.0.0.9");
		type("#lines", "X-Forwarded-For: " + MARKUP + ", 203.0.113.7");
		String shared = this.browser.evaluate("return location.href");
		choose("Direct", "attack");
		this.browser.open("about:blank");
		this.browser.open(shared);
		await();
		assertThat(texts("#playground .card .address")).containsExactly(MARKUP, "203.0.113.7", "10.0.0.9",
				"http://...");
		assertThatMarkupHasNoEffect();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			trust | 10.0.0.0/33      | Invalid value '10.0.0.0/33'. The prefix length of an IPv4 range
			trust | Loopback         | Invalid value 'Loopback'.
			trust | proxy.example.com | Invalid value 'proxy.example.com'.
			peer  | 10.0.0.9:80      | Invalid value '10.0.0.9:80'.
			lines | X-Forwarded-For  | Invalid value 'X-Forwarded-For'. A header has a name and a colon
			""")
	void mistakeIsReportedAtItsField(String field, String value, String problem) throws IOException {
		type("#" + field, value);
		assertThat(text("#%s-problem".formatted(field))).startsWith(problem);
		assertThat(this.browser.<String>evaluate("return document.getElementById(arguments[0]).ariaInvalid", field))
			.isEqualTo("true");
		type("#" + field, "peer".equals(field) ? "127.0.0.1" : "trust".equals(field) ? "loopback" : "Host: a.example");
		assertThat(this.browser.<Boolean>evaluate("return document.getElementById(arguments[0]).hidden",
				field + "-problem"))
			.isTrue();
	}

	@Test
	void typedMarkupStaysText() throws IOException {
		type("#trust", MARKUP);
		// White space separates the entries of the setting
		assertThat(text("#trust-problem")).startsWith("Invalid value '<img'.");
		type("#trust", "loopback");
		type("#lines", "X-Forwarded-For: %1$s\nForwarded: for=%1$s\nX-Forwarded-Host: %1$s".formatted(MARKUP));
		assertThat(texts("#playground .card .address")).contains(MARKUP);
		assertThat(texts("#playground .card .pill")).contains("malformed");
		assertThat(text("#playground .ignored")).contains("<script>");
		assertThatMarkupHasNoEffect();
	}

	@Test
	void allControlsAreReachedWithTheKeyboard() throws IOException {
		List<String> reached = new ArrayList<>();
		for (int i = 0; i < 12; i++) {
			this.browser.press(Browser.TAB);
			reached.add(this.browser.evaluate("""
					const { id, name, value, className } = document.activeElement;
					return id || (name ? `${name} ${value}` : className);
					"""));
			assertThat(this.browser.<Boolean>evaluate("""
					const element = document.activeElement;
					const shown = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
					return shown(getComputedStyle(element)) || shown(getComputedStyle(element.closest("label")));
					""")).as("focus is visible at " + reached).isTrue();
		}
		assertThat(reached).containsExactly("skip", "topology", "example honest", "trust", "headerFormat",
				"headers FOR", "headers HOST", "headers PROTO", "headers PORT", "headers PREFIX", "peer", "lines");
	}

	@Test
	void playgroundWorksWithTheKeyboardAlone() throws IOException {
		this.browser.press(Browser.TAB, Browser.ENTER);
		assertThat(this.browser.<String>evaluate("return document.activeElement.id")).isEqualTo("playground");
		// Past the topology to the radio buttons, and on to the setting
		this.browser.press(Browser.TAB, Browser.TAB, Browser.ARROW_RIGHT);
		await();
		assertThat(text("#playground .card.client .address")).isEqualTo("203.0.113.66");
		this.browser.press(Browser.TAB);
		this.browser.press(Browser.CONTROL, "a");
		this.browser.press("false".split(""));
		await();
		assertThat(text("#playground .card.client .address")).isEqualTo("127.0.0.1");
	}

	@ParameterizedTest
	@CsvSource({ "320, light", "320, dark", "1440, light", "1440, dark" })
	void textIsLegibleAndFits(int width, String colorScheme) throws IOException {
		this.browser.appear(width, colorScheme);
		for (String section : List.of("Same machine", "Cloudflare and an AWS load balancer", "Kubernetes ingress")) {
			choose(section, "attack");
			assertLegible();
		}
		type("#lines", "X-Forwarded-For: %s\nX-Forwarded-Host: %s".formatted("a".repeat(1000),
				String.join(",", "203.0.113.7 ".repeat(100).split(" "))));
		assertLegible();
		type("#trust", "_".repeat(500));
		assertThat(number("return document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
	}

	private void assertLegible() throws IOException {
		assertThat(number("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
			.isZero();
		assertThat(this.browser.<List<String>>evaluate(TEXT + """
				return texts().filter((element) => getComputedStyle(element).display !== "inline"
					&& element.scrollWidth > element.clientWidth).map((element) => element.outerHTML);
				""")).as("text that does not fit").isEmpty();
		assertThat(this.browser.<List<String>>evaluate(TEXT + """
				return texts().filter((element) => contrast(element) < 4.5)
					.map((element) => `${contrast(element)}: ${element.outerHTML}`);
				""")).as("text that WCAG calls hard to read").isEmpty();
	}

	@Test
	void darkSchemeIsDark() throws IOException {
		String lightness = "return parseInt(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])";
		assertThat(number(lightness)).isGreaterThan(200);
		this.browser.appear(1280, "dark");
		assertThat(number(lightness)).isLessThan(50);
	}

	@Test
	void pathIsAcrossWhereThereIsRoomAndDownwardsElsewhere() throws IOException {
		String tops = "return new Set([...document.querySelectorAll('#playground .card')].map((card) =>"
				+ " card.getBoundingClientRect().top)).size";
		choose("Cloudflare and an AWS load balancer", "honest");
		assertThat(number(tops)).isEqualTo(1);
		this.browser.appear(320, "light");
		assertThat(number(tops)).isEqualTo(4);
	}

	@Test
	void screenReadersFindNamesAndLandmarks() throws IOException {
		Set<String> controls = Set.of("button", "checkbox", "combobox", "link", "radio", "textbox");
		Set<String> landmarks = Set.of("banner", "main", "contentinfo", "region");
		List<Map<String, Object>> nodes = this.browser.accessibilityTree();
		assertThat(named(nodes, controls::contains)).containsExactlyInAnyOrder("link: Skip to the playground",
				"combobox: What stands in front", "radio: Honest request", "radio: Attack", "textbox: trust-proxy",
				"combobox: header-format", "checkbox: for", "checkbox: host", "checkbox: proto", "checkbox: port",
				"checkbox: prefix", "textbox: Peer, the address that connects to the application",
				"textbox: Headers, one on each line");
		assertThat(named(nodes, landmarks::contains)).contains("banner: ", "main: ", "contentinfo: ",
				"region: This request", "region: Playground");
		assertThat(named(nodes, "heading"::equals)).contains("heading: trust-proxy inspector", "heading: This request",
				"heading: What the application is told");
		assertThat(named(nodes, "list"::equals))
			.contains("list: Path of the request, from the far end to the application");
		assertThat(named(nodes, "group"::equals)).contains("group: Start from a topology", "group: Setting",
				"group: Request");
		assertThat(named(nodes, "status"::equals)).hasSize(2);
		assertThat(this.browser.<List<String>>evaluate("""
				return [...document.querySelectorAll("h1, h2, h3, h4")].map((heading) => heading.localName)
				""")).satisfies((levels) -> {
			assertThat(levels.get(0)).isEqualTo("h1");
			for (int i = 1; i < levels.size(); i++) {
				assertThat(levels.get(i).compareTo("h" + (Character.digit(levels.get(i - 1).charAt(1), 10) + 1)))
					.isLessThanOrEqualTo(0);
			}
		});
	}

	private static List<String> named(List<Map<String, Object>> nodes, Predicate<String> role) {
		return nodes.stream()
			.filter((node) -> role.test(JsonPath.read(node, "$.role.value")))
			.map((node) -> "%s: %s".formatted(JsonPath.read(node, "$.role.value"),
					JsonPath.<Object>read(node, "$.name.value")))
			.toList();
	}

	@ParameterizedTest
	@CsvSource({ "320, light", "320, dark", "1280, light", "1280, dark" })
	void screenshotsAreThereToBeLookedAt(int width, String colorScheme) throws IOException {
		this.browser.appear(width, colorScheme);
		choose("Cloudflare and an AWS load balancer", "attack");
		Path file = Path.of("target", "screenshots", "%s-%d-%s.png".formatted(this.sampleName, width, colorScheme));
		this.browser.takeScreenshot(file);
		assertThat(file).isNotEmptyFile();
	}

	private void load() throws IOException {
		this.browser.open(this.origin + "/");
		await();
	}

	private void choose(String section, String example) throws IOException {
		this.browser.evaluate("""
				const [section, example] = arguments;
				return fetch("presets.json").then((response) => response.json()).then((presets) => {
					const topology = document.getElementById("topology");
					topology.selectedIndex = presets.findIndex((preset) => preset.section === section);
					document.querySelector(`[name=example][value=${example}]`).checked = true;
					topology.dispatchEvent(new Event("input", { bubbles: true }));
				});
				""", section, example);
		await();
	}

	private void type(String selector, String text) throws IOException {
		this.browser.evaluate("""
				const field = document.querySelector(arguments[0]);
				field.value = arguments[1];
				field.dispatchEvent(new Event("input", { bubbles: true }));
				""", selector, text);
		await();
	}

	/**
	 * Wait until both sections show what they were asked for.
	 */
	private void await() throws IOException {
		this.browser.evaluate("""
				const current = document.getElementById("current");
				const playground = document.getElementById("playground");
				const done = () => current.querySelector(".card") && playground.ariaBusy === "false";
				return new Promise((resolve) => {
					(function look() {
						done() ? resolve() : setTimeout(look, 20);
					})();
				});
				""");
	}

	private String text(String selector) throws IOException {
		return this.browser.evaluate("return document.querySelector(arguments[0]).textContent", selector);
	}

	private List<String> texts(String selector) throws IOException {
		return this.browser.evaluate(
				"return [...document.querySelectorAll(arguments[0])].map((element) => element.textContent)", selector);
	}

	private long number(String script) throws IOException {
		return this.browser.<Number>evaluate(script).longValue();
	}

	private void assertThatMarkupHasNoEffect() throws IOException {
		assertThat(this.browser.<String>evaluate("return document.title")).isEqualTo("trust-proxy inspector");
		assertThat(this.browser.<List<String>>evaluate("""
				return [...document.querySelectorAll("img, script")].map((element) => element.getAttribute("src"))
				""")).containsExactly("inspector.js", "inspector.svg");
	}

}
