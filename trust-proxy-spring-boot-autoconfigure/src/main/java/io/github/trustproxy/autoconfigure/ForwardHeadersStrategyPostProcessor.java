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

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties.ForwardHeadersStrategy;
import org.springframework.core.env.Environment;

/**
 * Keeps Boot's own handling of forwarding headers away from the request: what it has
 * rewritten before us cannot be checked any more, because the address that would be
 * judged is the one that was forwarded. A strategy that somebody chose stops the start;
 * the one that Boot chooses by itself on cloud platforms is switched off.
 */
final class ForwardHeadersStrategyPostProcessor implements BeanPostProcessor {

	private static final Log logger = LogFactory.getLog(ForwardHeadersStrategyPostProcessor.class);

	private static final String STRATEGY = "server.forward-headers-strategy";

	private static final String TOMCAT_REMOTE_IP = "server.tomcat.remoteip";

	private static final String REASON = "Together with trust-proxy this would rewrite the request twice:"
			+ " trust-proxy would judge the address that was forwarded instead of the one that the server is"
			+ " connected to, and a client could choose it. Remove this property, or remove trust-proxy."
			+ CompetingRewrites.MIGRATION;

	private final Environment environment;

	ForwardHeadersStrategyPostProcessor(Environment environment) {
		this.environment = environment;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof ServerProperties properties) {
			checkTomcatRemoteIp();
			check(properties);
		}
		return bean;
	}

	private void checkTomcatRemoteIp() {
		Map<String, String> settings = Binder.get(this.environment)
			.bind(TOMCAT_REMOTE_IP, Bindable.mapOf(String.class, String.class))
			.orElse(Map.of());
		if (!settings.isEmpty()) {
			Map.Entry<String, String> first = settings.entrySet().iterator().next();
			throw new InvalidConfigurationPropertyValueException(TOMCAT_REMOTE_IP + "." + first.getKey(),
					first.getValue(), REASON);
		}
	}

	private void check(ServerProperties properties) {
		ForwardHeadersStrategy strategy = properties.getForwardHeadersStrategy();
		if (strategy == ForwardHeadersStrategy.NATIVE || strategy == ForwardHeadersStrategy.FRAMEWORK) {
			throw new InvalidConfigurationPropertyValueException(STRATEGY, strategy, REASON);
		}
		CloudPlatform platform = CloudPlatform.getActive(this.environment);
		if (strategy == null && platform != null && platform.isUsingForwardHeaders()) {
			logger.info("The server's own handling of forwarding headers, which Boot switches on for " + platform
					+ ", is switched off: trust-proxy takes its place.");
			properties.setForwardHeadersStrategy(ForwardHeadersStrategy.NONE);
		}
	}

}
