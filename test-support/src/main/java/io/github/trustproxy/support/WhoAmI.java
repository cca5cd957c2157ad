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

package io.github.trustproxy.support;

import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;

/**
 * What an application answers who is asked what it sees of a request.
 *
 * @param values what it sees
 * @param headers the names of the headers that it sees
 */
public record WhoAmI(Map<String, Object> values, List<String> headers) {

	/**
	 * Read an answer.
	 * @param json the answer
	 * @return what it says
	 */
	public static WhoAmI parse(String json) {
		Map<String, Object> values = JsonPath.parse(json).json();
		@SuppressWarnings("unchecked")
		List<String> headers = (List<String>) values.remove("headers");
		return new WhoAmI(values, headers);
	}

}
