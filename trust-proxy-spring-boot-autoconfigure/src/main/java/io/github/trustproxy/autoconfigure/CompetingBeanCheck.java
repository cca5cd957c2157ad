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

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.ResolvableType;

/**
 * Stops the start if the application has a bean that rewrites requests as well.
 */
final class CompetingBeanCheck implements SmartInitializingSingleton {

	private final ListableBeanFactory beanFactory;

	private final ResolvableType[] competitors;

	CompetingBeanCheck(ListableBeanFactory beanFactory, ResolvableType... competitors) {
		this.beanFactory = beanFactory;
		this.competitors = competitors;
	}

	@Override
	public void afterSingletonsInstantiated() {
		for (ResolvableType competitor : this.competitors) {
			String[] names = this.beanFactory.getBeanNamesForType(competitor);
			if (names.length > 0) {
				throw new CompetingRewriteException("bean '%s' of type %s".formatted(names[0], competitor));
			}
		}
	}

}
