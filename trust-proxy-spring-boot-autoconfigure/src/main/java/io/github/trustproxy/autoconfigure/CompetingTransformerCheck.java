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

import java.util.Map;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;

/**
 * Stops the start if WebFlux rewrites requests as well: in the handler that the server
 * calls, or wherever else the application uses a transformer that is a bean.
 */
final class CompetingTransformerCheck implements SmartInitializingSingleton {

	private final ListableBeanFactory beanFactory;

	CompetingTransformerCheck(ListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public void afterSingletonsInstantiated() {
		check(ForwardedHeaderTransformer.class);
		check(HttpHandler.class);
	}

	private void check(Class<?> type) {
		for (Map.Entry<String, ?> bean : this.beanFactory.getBeansOfType(type, false, true).entrySet()) {
			CompetingRewrites.refuse(bean.getValue(), " in the bean '" + bean.getKey() + "'");
		}
	}

}
