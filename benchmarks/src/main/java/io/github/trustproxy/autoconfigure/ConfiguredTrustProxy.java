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

import java.util.List;
import java.util.Map;

import io.github.trustproxy.RequestTrace;
import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.observe.RequestListener;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * What an application has that sets properties, with all that is on by default.
 */
public final class ConfiguredTrustProxy {

	private ConfiguredTrustProxy() {
	}

	/**
	 * Compile properties.
	 * @param properties the properties by name
	 * @param policy the application's own policy, or {@code null} without one
	 * @param listeners are told of each request
	 * @param tracer finds the traces of requests
	 * @return what the auto-configuration makes of them
	 */
	public static TrustProxy of(Map<String, Object> properties, @Nullable TrustPolicy policy,
			List<RequestListener> listeners, RequestTrace.Finder tracer) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("workload", properties));
		TrustProxyProperties bound = Binder.get(environment).bindOrCreate("trust-proxy", TrustProxyProperties.class);
		SettingSources sources = new SettingSources(bound, environment, true, (event) -> {
		}, new StaticListableBeanFactory().getBeanProvider(SslBundles.class));
		return new TrustProxyFactory(bound, environment, sources).create(policy, listeners, List.of(), tracer);
	}

}
