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

package io.github.trustproxy.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.trustproxy.server.Application;
import io.github.trustproxy.table.Row.Deviation;
import io.github.trustproxy.table.Row.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of rows.
 */
final class RowParser {

	private static final Pattern REQUEST_LINE = Pattern.compile("\\s*[A-Z]+ \\S.* HTTP/.*", Pattern.DOTALL);

	private static final Pattern REPETITION = Pattern.compile("\\{\\{(.*?) x (\\d+)}}");

	private static final Pattern ESCAPE = Pattern.compile("\\\\(x[0-9a-f]{2}|.)");

	private final String section;

	private final List<String> lines;

	private final Map<String, String> defaults = new LinkedHashMap<>(
			Map.of("setting", "list", "peer", "127.0.0.9", "scheme", "http", "responses", "1"));

	private final List<Row> rows = new ArrayList<>();

	private @Nullable String heading;

	private Map<String, String> options = this.defaults;

	private List<String> sent = new ArrayList<>();

	private Map<String, List<String>> answers = new LinkedHashMap<>();

	RowParser(String section, String text) {
		this.section = section;
		this.lines = text.lines().toList();
	}

	List<Row> parse() {
		for (String line : this.lines) {
			try {
				parse(line);
			}
			catch (RuntimeException ex) {
				throw new IllegalArgumentException(
						this.section + ": '" + line + "' of '" + this.heading + "': " + ex.getMessage(), ex);
			}
		}
		finishRow();
		return this.rows;
	}

	private void parse(String line) {
		int answer = line.indexOf("< ");
		if (line.startsWith("== ")) {
			finishRow();
			this.heading = line.substring("== ".length());
		}
		else if (line.startsWith("@")) {
			String[] option = line.substring(1).split(" ", 2);
			this.options.put(option[0], option[1]);
		}
		else if (line.startsWith(">")) {
			this.sent.add(unescape(repeat(line.substring(Math.min(2, line.length())))));
		}
		else if (answer >= 0 && line.substring(0, answer).matches("[a-z_, ]*")) {
			for (String server : line.substring(0, answer).split(", ")) {
				this.answers.computeIfAbsent(server, (key) -> new ArrayList<>())
					.add(repeat(line.substring(answer + 2)));
			}
		}
		else if (!line.isEmpty() && !line.startsWith("#")) {
			throw new IllegalArgumentException("This line is not understood");
		}
	}

	private void finishRow() {
		if (this.heading != null) {
			String[] nameAndSource = this.heading.split(" \\| ");
			if (nameAndSource.length != 2) {
				throw new IllegalArgumentException(this.section + ": no source in '" + this.heading + "'");
			}
			try {
				this.rows.add(row(nameAndSource[0], nameAndSource[1]));
			}
			catch (RuntimeException ex) {
				throw new IllegalArgumentException(this.section + ": '" + this.heading + "': " + ex.getMessage(), ex);
			}
		}
		this.heading = null;
		this.options = new LinkedHashMap<>(this.defaults);
		this.sent = new ArrayList<>();
		this.answers = new LinkedHashMap<>();
	}

	private Row row(String name, String source) {
		String peer = option("peer");
		Setting setting = Setting.valueOf(option("setting").toUpperCase(Locale.ROOT).replace('-', '_'));
		String scheme = option("scheme");
		int responses = Integer.parseInt(option("responses"));
		String coreOnly = this.options.remove("core-only");
		String socketsOnly = this.options.remove("sockets-only");
		if (!this.options.isEmpty()) {
			throw new IllegalArgumentException("Unknown options " + this.options.keySet());
		}
		List<String> ruleLines = this.answers.remove("");
		if (ruleLines == null) {
			throw new IllegalArgumentException("No answer");
		}
		Answer rule = Answer.parse(ruleLines, Answer.unanswered(), peer);
		Answer base = (rule.refusal() != null) ? Answer.unanswered() : rule;
		Map<String, Deviation> deviations = new LinkedHashMap<>();
		this.answers.forEach((server, text) -> deviations.put(server,
				new Deviation(String.join("; ", text), Answer.parse(text, base, peer))));
		Scope scope = (coreOnly != null) ? Scope.CORE_ONLY
				: (socketsOnly != null) ? Scope.SOCKETS_ONLY : Scope.EVERYWHERE;
		return new Row(this.section, name, source, setting, peer, scheme, request(), responses, scope,
				(coreOnly != null) ? coreOnly : socketsOnly, rule, deviations);
	}

	private String option(String name) {
		return this.options.remove(name);
	}

	private String request() {
		if (this.sent.isEmpty() || !REQUEST_LINE.matcher(this.sent.get(0)).matches()) {
			return Application.request("/whoami", this.sent.toArray(String[]::new));
		}
		String request = String.join("\r\n", this.sent) + "\r\n";
		return this.sent.contains("") ? request : request + "\r\n";
	}

	private static String repeat(String text) {
		return REPETITION.matcher(text)
			.replaceAll((match) -> Matcher.quoteReplacement(match.group(1).repeat(Integer.parseInt(match.group(2)))));
	}

	private static String unescape(String text) {
		return ESCAPE.matcher(text).replaceAll((match) -> Matcher.quoteReplacement(switch (match.group(1)) {
			case "t" -> "\t";
			case "r" -> "\r";
			case "n" -> "\n";
			case "\\" -> "\\";
			default -> character(match.group(1));
		}));
	}

	private static String character(String escape) {
		if (escape.length() != 3) {
			throw new IllegalArgumentException("Unknown escape \\" + escape);
		}
		return String.valueOf((char) Integer.parseInt(escape.substring(1), 16));
	}

}
