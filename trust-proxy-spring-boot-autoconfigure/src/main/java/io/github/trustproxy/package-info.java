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
 * The core: parse, walk, decide.
 * <p>
 * Applications use {@link io.github.trustproxy.ClientAddress},
 * {@link io.github.trustproxy.ClientAddressResolver}, {@link io.github.trustproxy.Hop},
 * {@link io.github.trustproxy.StopReason} and {@link io.github.trustproxy.TrustPolicy}.
 * The rest is internal: what is public of it is so for other packages, and may change in
 * any release.
 */
@NullMarked
package io.github.trustproxy;

import org.jspecify.annotations.NullMarked;
