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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * A change that PIT made to the code. It is known by what it changes: line numbers would
 * not outlive a change above it.
 *
 * @param method the class and the method
 * @param line the text of the line
 * @param change what PIT did, with a number if it did the same more than once in lines of
 * the method that read the same
 * @param status what the tests did with it, in PIT's words
 */
record Mutant(String method, String line, String change, String status) {

	private static final Set<String> NOT_SURVIVING = Set.of("KILLED", "TIMED_OUT", "MEMORY_ERROR", "NON_VIABLE");

	boolean survives() {
		return !NOT_SURVIVING.contains(this.status);
	}

	/**
	 * Return whether the tests noticed the change. A mutant that ran into the time limit
	 * may just have been slow, so it needs no explanation but may have one.
	 */
	boolean isKilled() {
		return this.status.equals("KILLED");
	}

	boolean isSameAs(Explanation explanation) {
		return this.method.equals(explanation.method()) && this.line.equals(explanation.line())
				&& this.change.equals(explanation.change());
	}

	/**
	 * Return the text as it would be written in the list of explanations.
	 */
	@Override
	public String toString() {
		return this.method + "\n\t" + this.line + "\n\t\t" + this.change + ": ";
	}

	static List<Mutant> read(Path report, Path sources) throws Exception {
		NodeList elements = DocumentBuilderFactory.newInstance()
			.newDocumentBuilder()
			.parse(report.toFile())
			.getElementsByTagName("mutation");
		List<Element> mutations = IntStream.range(0, elements.getLength())
			.mapToObj((i) -> (Element) elements.item(i))
			.sorted(Comparator.comparingInt((mutation) -> Integer.parseInt(text(mutation, "index"))))
			.toList();
		Map<String, List<Mutant>> alike = new LinkedHashMap<>();
		for (Element mutation : mutations) {
			String type = text(mutation, "mutatedClass");
			Mutant mutant = new Mutant(
					type.substring(type.lastIndexOf('.') + 1) + "." + text(mutation, "mutatedMethod"),
					line(sources, mutation), text(mutation, "description"), mutation.getAttribute("status"));
			alike.computeIfAbsent(mutant.toString(), (key) -> new ArrayList<>()).add(mutant);
		}
		return alike.values().stream().flatMap((group) -> number(group).stream()).toList();
	}

	private static List<Mutant> number(List<Mutant> alike) {
		if (alike.size() == 1) {
			return alike;
		}
		List<Mutant> numbered = new ArrayList<>();
		for (Mutant mutant : alike) {
			numbered.add(new Mutant(mutant.method, mutant.line,
					mutant.change + " (" + (numbered.size() + 1) + " of " + alike.size() + ")", mutant.status));
		}
		return numbered;
	}

	private static String line(Path sources, Element mutation) throws IOException {
		String type = text(mutation, "mutatedClass");
		Path source = sources.resolve(type.substring(0, type.lastIndexOf('.')).replace('.', '/'))
			.resolve(text(mutation, "sourceFile"));
		return Files.readAllLines(source).get(Integer.parseInt(text(mutation, "lineNumber")) - 1).strip();
	}

	private static String text(Element parent, String name) {
		return parent.getElementsByTagName(name).item(0).getTextContent();
	}

}
