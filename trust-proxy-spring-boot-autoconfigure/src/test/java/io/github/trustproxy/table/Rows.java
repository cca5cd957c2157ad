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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.provider.Arguments;

import org.springframework.core.io.ClassPathResource;

import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * All rows. How they are written says {@code src/test/resources/table/README.md}.
 */
public final class Rows {

	private static final List<String> SECTIONS = List.of("peer", "walking", "entries", "rfc7239", "conflicts", "scheme",
			"host", "port", "prefix", "names", "size", "requests");

	private static final List<Row> rows = SECTIONS.stream().flatMap(Rows::read).toList();

	private Rows() {
	}

	private static Stream<Row> read(String section) {
		try {
			return new RowParser(section,
					new ClassPathResource("table/" + section + ".txt").getContentAsString(StandardCharsets.UTF_8))
				.parse()
				.stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return all rows.
	 * @return the rows, in the order of the files
	 */
	public static List<Row> all() {
		return rows;
	}

	/**
	 * Return the rows that the core can decide.
	 * @return the rows of each file with its name
	 */
	public static Stream<Arguments> sectionsForCore() {
		return SECTIONS.stream()
			.map((section) -> argumentSet(section,
					rows.stream().filter((row) -> row.isForCore() && row.section().equals(section)).toList()));
	}

	static Stream<Arguments> forServers() {
		return rows.stream().filter(Row::isForServers).map((row) -> argumentSet(row.name(), row));
	}

}
