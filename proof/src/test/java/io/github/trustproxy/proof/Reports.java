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

package io.github.trustproxy.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What the other modules of the build have left in their target directories.
 *
 * @param tests the tests that ran
 * @param mutants the status of each mutant, empty if there was no mutation testing
 * @param figures what tests counted by themselves
 */
record Reports(List<TestCase> tests, List<String> mutants, Map<String, Long> figures) {

	private static final Path OWN_TARGET = Path.of("target").toAbsolutePath();

	/**
	 * Read the reports of all other modules below a directory.
	 */
	static Reports read(Path root) {
		List<TestCase> tests = new ArrayList<>();
		List<String> mutants = new ArrayList<>();
		Map<String, Long> figures = new TreeMap<>();
		for (Path target : targetDirectories(root)) {
			files(target.resolve("surefire-reports"), "TEST-", ".xml").forEach((file) -> readTests(file, tests));
			files(target.resolve("pit-reports"), "mutations", ".xml").forEach((file) -> readMutants(file, mutants));
			files(target.resolve("proof"), "", ".properties").forEach((file) -> readFigures(file, figures));
		}
		return new Reports(tests, mutants, figures);
	}

	/**
	 * Return the sum of the figures whose name starts with a prefix.
	 */
	long sum(String prefix) {
		return values(prefix).stream().mapToLong(Long::longValue).sum();
	}

	/**
	 * Return the figures whose name starts with a prefix.
	 */
	List<Long> values(String prefix) {
		return this.figures.entrySet()
			.stream()
			.filter((figure) -> figure.getKey().startsWith(prefix))
			.map(Map.Entry::getValue)
			.toList();
	}

	/**
	 * Return how many tests of some classes ran and passed.
	 */
	long passed(Predicate<TestCase> condition) {
		return this.tests.stream().filter(condition).filter((test) -> test.result().equals("passed")).count();
	}

	/**
	 * Return how many tests ended like this: passed, failed or skipped.
	 */
	long ended(String result) {
		return this.tests.stream().filter((test) -> test.result().equals(result)).count();
	}

	private static List<Path> targetDirectories(Path root) {
		try (Stream<Path> directories = Files.find(root, 4,
				(path, attributes) -> attributes.isDirectory() && path.endsWith("target"))) {
			return directories.filter((directory) -> !directory.toAbsolutePath().normalize().equals(OWN_TARGET))
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<Path> files(Path directory, String start, String end) {
		if (!Files.isDirectory(directory)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(directory)) {
			return files.filter((file) -> file.getFileName().toString().startsWith(start))
				.filter((file) -> file.getFileName().toString().endsWith(end))
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void readTests(Path file, List<TestCase> tests) {
		readElements(file, (reader) -> {
			if (reader.getLocalName().equals("testcase")) {
				tests.add(new TestCase(reader.getAttributeValue(null, "classname"),
						reader.getAttributeValue(null, "name"), "passed"));
			}
			else if (List.of("failure", "error", "skipped").contains(reader.getLocalName())) {
				TestCase last = tests.remove(tests.size() - 1);
				String result = reader.getLocalName().equals("skipped") ? "skipped" : "failed";
				tests.add(new TestCase(last.type(), last.name(), result));
			}
		});
	}

	private static void readMutants(Path file, List<String> mutants) {
		readElements(file, (reader) -> {
			if (reader.getLocalName().equals("mutation")) {
				mutants.add(reader.getAttributeValue(null, "status"));
			}
		});
	}

	private static void readElements(Path file, ElementHandler handler) {
		XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
		factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		try (InputStream content = Files.newInputStream(file)) {
			XMLStreamReader reader = factory.createXMLStreamReader(content);
			while (reader.hasNext()) {
				if (reader.next() == XMLStreamReader.START_ELEMENT) {
					handler.handle(reader);
				}
			}
		}
		catch (IOException | XMLStreamException ex) {
			throw new IllegalStateException("Cannot read " + file, ex);
		}
	}

	private static void readFigures(Path file, Map<String, Long> figures) {
		Properties properties = new Properties();
		try (InputStream content = Files.newInputStream(file)) {
			properties.load(content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		properties.stringPropertyNames()
			.forEach((name) -> figures.put(name, Long.valueOf(properties.getProperty(name))));
	}

	/**
	 * A test that ran.
	 *
	 * @param type the name of its class
	 * @param name the name of its method, with the number of its invocation
	 * @param result passed, failed or skipped
	 */
	record TestCase(String type, String name, String result) {

	}

	/**
	 * Is given each element of an XML file.
	 */
	private interface ElementHandler {

		void handle(XMLStreamReader reader);

	}

}
