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
 * What applications test their own setting of trust-proxy with: a
 * {@link io.github.trustproxy.test.ForwardedRequest} is sent in all kinds of tests, a
 * {@link io.github.trustproxy.test.TrustProxySetting} is asserted about, and a
 * {@link io.github.trustproxy.test.Topology} is attacked.
 */
@NullMarked
package io.github.trustproxy.test;

import org.jspecify.annotations.NullMarked;
