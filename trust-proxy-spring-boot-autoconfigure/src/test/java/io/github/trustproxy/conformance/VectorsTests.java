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

package io.github.trustproxy.conformance;

import java.lang.module.ModuleDescriptor.Version;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the vectors themselves: that they ask enough, and ask the right Express.
 */
class VectorsTests {

	private static final Vectors vectors = Vectors.load();

	@Test
	void comeFromExpress5() {
		assertThat(version("express")).isGreaterThanOrEqualTo(Version.parse("5.0.0"));
	}

	@Test
	void comeFromProxyAddrWithoutVulnerableMappedRanges() {
		assertThat(version("proxy-addr")).isGreaterThanOrEqualTo(Version.parse("2.0.8"));
	}

	@Test
	void areAtLeastOneThousand() {
		assertThat(vectors.all()).hasSizeGreaterThanOrEqualTo(1000);
		assertThat(vectors.same()).hasSizeGreaterThanOrEqualTo(1000);
	}

	@Test
	void atLeastHalfWalkPastThePeer() {
		assertThat(vectors.all().filter(Vector::walksPastPeer).count() * 2)
			.isGreaterThanOrEqualTo(vectors.all().count());
		assertThat(vectors.same().stream().filter(Vector::walksPastPeer).count() * 2)
			.isGreaterThanOrEqualTo(vectors.same().size());
	}

	@Test
	void haveNamesOfTheirOwn() {
		assertThat(vectors.all().map(Vector::name)).doesNotHaveDuplicates();
	}

	@Test
	void includeScenariosOfProxyAddr() {
		assertThat(vectors.all().map(Vector::suite)).contains("proxy-addr");
	}

	@Test
	void sameOnesHaveNoDifference() {
		assertThat(vectors.same()).allSatisfy((vector) -> {
			assertThat(vector.ours()).isNull();
			assertThat(vector.differences()).isEmpty();
		});
	}

	@Test
	void differentOnesDiffer() {
		assertThat(vectors.different()).allSatisfy((vector) -> {
			assertThat(vector.ours()).isNotNull().isNotEqualTo(vector.express());
			assertThat(vector.differences()).isNotEmpty();
		});
	}

	@Test
	void everyDifferenceIsShownAndHasItsReason() {
		List<String> shown = vectors.different()
			.stream()
			.flatMap((vector) -> vector.differences().stream())
			.distinct()
			.toList();
		assertThat(vectors.differences().keySet()).containsExactlyInAnyOrderElementsOf(shown);
		assertThat(vectors.differences().values()).allSatisfy((reason) -> assertThat(reason).isNotBlank());
	}

	private static Version version(String name) {
		return Version.parse(vectors.versions().get(name));
	}

}
