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

package io.github.trustproxy.actuate;

import java.util.List;

import io.github.trustproxy.source.SourceStatus;

/**
 * What the endpoint says.
 *
 * @param settings the settings that are in effect
 * @param sources the sources of the trusted addresses
 * @param doctor what is probably wrong with them, from what was seen of the requests
 * @since 0.1.0
 */
public record TrustProxyDescriptor(TrustProxySettings settings, List<SourceStatus> sources, Diagnosis doctor) {

}
