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

package io.github.trustproxy.autoconfigure;

import org.springframework.core.ResolvableType;

/**
 * Thrown if a bean rewrites requests according to forwarding headers, too.
 */
class CompetingBeanException extends RuntimeException {

	private final String beanName;

	private final transient ResolvableType beanType;

	CompetingBeanException(String beanName, ResolvableType beanType) {
		super("The bean '%s' of type %s rewrites requests as well".formatted(beanName, beanType));
		this.beanName = beanName;
		this.beanType = beanType;
	}

	String getBeanName() {
		return this.beanName;
	}

	ResolvableType getBeanType() {
		return this.beanType;
	}

}
