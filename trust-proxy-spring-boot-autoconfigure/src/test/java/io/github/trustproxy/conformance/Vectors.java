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

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;

/**
 * The committed requests.
 *
 * @param versions the versions of what answered them
 * @param differences the deliberate differences, with their reasons
 * @param same the requests that we answer like Express
 * @param different the requests that we answer differently
 */
@JsonIgnoreProperties("counts")
record Vectors(@JsonProperty("generated-with") Map<String, String> versions, Map<String, String> differences,
		List<Vector> same, List<Vector> different) {

	static Vectors load() {
		try (InputStream json = new ClassPathResource("express/vectors.json").getInputStream()) {
			return JsonMapper.shared().readValue(json, Vectors.class);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	Stream<Vector> all() {
		return Stream.concat(this.same.stream(), this.different.stream());
	}

}
