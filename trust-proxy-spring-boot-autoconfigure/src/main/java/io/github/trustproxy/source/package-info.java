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

/**
 * Lists of trusted addresses that keep themselves fresh. Nothing of it is used by a
 * request, which asks the policy only.
 * <p>
 * Applications use {@link io.github.trustproxy.source.SourceChangedEvent},
 * {@link io.github.trustproxy.source.SourceStatus} and
 * {@link io.github.trustproxy.source.SourceState}. The rest is internal: what is public
 * of it is so for other packages, and may change in any release.
 */
@NullMarked
package io.github.trustproxy.source;

import org.jspecify.annotations.NullMarked;
