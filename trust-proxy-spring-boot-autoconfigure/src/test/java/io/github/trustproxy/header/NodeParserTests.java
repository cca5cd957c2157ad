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

package io.github.trustproxy.header;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NodeParser}: what nothing stands behind, as it does in most requests.
 */
class NodeParserTests {

	@Test
	void refusesNothingAtTheVeryEnd() {
		assertThat(new NodeParser().parseNode("", 0, 0)).isEqualTo(NodeParser.Kind.MALFORMED);
		assertThat(new NodeParser().parseNode("203.0.113.7", 11, 11)).isEqualTo(NodeParser.Kind.MALFORMED);
	}

	@Test
	void refusesAnEmptyPortAtTheVeryEnd() {
		assertThat(new NodeParser().parseNode("unknown:", 0, 8)).isEqualTo(NodeParser.Kind.MALFORMED);
		assertThat(new NodeParser().parseNode("_hidden:", 0, 8)).isEqualTo(NodeParser.Kind.MALFORMED);
		assertThat(new NodeParser().parseNode("203.0.113.7:", 0, 12)).isEqualTo(NodeParser.Kind.MALFORMED);
	}

}
