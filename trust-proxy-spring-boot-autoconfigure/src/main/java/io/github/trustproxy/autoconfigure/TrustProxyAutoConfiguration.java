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

import java.util.ArrayList;
import java.util.List;

import io.github.trustproxy.Door;
import io.github.trustproxy.RequestTrace;
import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.observe.RequestListener;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * {@link AutoConfiguration Auto-configuration} that compiles the properties of
 * trust-proxy.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnWebApplication
@EnableConfigurationProperties(TrustProxyProperties.class)
public final class TrustProxyAutoConfiguration {

	private static final String TRUST_PRESENCE_CHECK = "trustPresenceCheck";

	/**
	 * Boot binds properties for the outermost context only, and another one may have
	 * others.
	 */
	@Bean
	@Conditional(OnPropertiesOfParentCondition.class)
	@Primary
	TrustProxyProperties trustProxyProperties(Environment environment) {
		List<ConfigurationPropertySource> sources = new ArrayList<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			// The value of trust-proxy itself is none for a record
			sources.add(source.filter((name) -> !KnownProperties.ROOT.equals(name)));
		}
		return new Binder(sources, new PropertySourcesPlaceholdersResolver(environment))
			.bindOrCreate(KnownProperties.ROOT.toString(), Bindable.of(TrustProxyProperties.class));
	}

	/**
	 * Not looked after if a policy replaces them.
	 */
	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	SettingSources trustProxySources(TrustProxyProperties properties, Environment environment,
			ObjectProvider<TrustPolicy> policy, ApplicationEventPublisher events,
			ObjectProvider<SslBundles> sslBundles) {
		return new SettingSources(properties, environment, policy.getIfAvailable() == null, events, sslBundles);
	}

	/**
	 * Each context has its own settings, also one whose parent has a server as well.
	 */
	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	TrustProxy trustProxy(TrustProxyProperties properties, Environment environment, ObjectProvider<TrustPolicy> policy,
			SettingSources sources, ObjectProvider<RequestListener> listeners, ObjectProvider<Door> doors,
			ObjectProvider<RequestTrace.Finder> tracer) {
		return new TrustProxyFactory(properties, environment, sources).create(policy.getIfAvailable(),
				listeners.orderedStream().toList(), doors.orderedStream().toList(), tracer.getIfAvailable());
	}

	@Bean
	KeyCheck trustProxyKeyCheck(ApplicationContext context, SettingSources sources,
			ObjectProvider<TrustPolicy> policy) {
		return new KeyCheck(context.getEnvironment(), policy,
				context.containsLocalBean(TRUST_PRESENCE_CHECK) ? null : sources.setting());
	}

	/**
	 * Also tells the other check whether trust-proxy was set when the beans were chosen.
	 */
	@Bean(TRUST_PRESENCE_CHECK)
	@Conditional(OnTrustCondition.class)
	TrustPresenceCheck trustPresenceCheck(SettingSources sources, ObjectProvider<TrustPolicy> policy) {
		return new TrustPresenceCheck(sources, policy);
	}

	static class OnPropertiesOfParentCondition implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
			return beanFactory != null && beanFactory.getParentBeanFactory() instanceof ListableBeanFactory parent
					&& BeanFactoryUtils.beanNamesForTypeIncludingAncestors(parent, TrustProxyProperties.class, false,
							false).length > 0;
		}

	}

}
