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

package io.github.trustproxy.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Why a mutant may survive.
 *
 * @param method the class and the method
 * @param line the text of the line
 * @param change what PIT did
 * @param reason why no test can notice the change
 */
record Explanation(String method, String line, String change, String reason) {

	/**
	 * Read a list of explanations.
	 * @param list the list: a method, indented the lines in it, and indented further what
	 * PIT did to the line and, behind a colon, the reason. Lines that start with a number
	 * sign are comments
	 */
	static List<Explanation> read(Path list) throws IOException {
		List<Explanation> explanations = new ArrayList<>();
		String method = "";
		String line = "";
		for (String text : Files.readAllLines(list)) {
			if (text.startsWith("\t\t")) {
				int colon = text.indexOf(": ");
				int end = (colon < 0) ? text.length() : colon;
				explanations.add(new Explanation(method, line, text.substring(0, end).strip(),
						text.substring(end).replaceFirst(":", "").strip()));
			}
			else if (text.startsWith("\t")) {
				line = text.strip();
			}
			else if (!text.isBlank() && !text.startsWith("#")) {
				method = text.strip();
			}
		}
		return explanations;
	}

	@Override
	public String toString() {
		return this.method + "\n\t" + this.line + "\n\t\t" + this.change + ": " + this.reason;
	}

}
