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

package io.github.trustproxy.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.autoconfigure.TrustProxyAutoConfiguration;
import io.github.trustproxy.autoconfigure.TrustProxyProperties;
import io.github.trustproxy.autoconfigure.TrustProxyServerAutoConfiguration;
import io.github.trustproxy.explain.DescribedRequest;
import io.github.trustproxy.header.ForwardedValue;
import io.github.trustproxy.header.HeaderFormat;
import org.assertj.core.api.AssertProvider;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * A setting of trust-proxy, to assert what it makes of requests: <pre class="code">
 * TrustProxySetting setting = TrustProxySetting.ofApplication();
 *
 * assertThat(setting).forRequest(ForwardedRequest.from("203.0.113.7").by("10.0.0.5"))
 *     .hasClient("203.0.113.7");
 * assertThat(setting).behind(Topology.of(Proxy.cloudflare(), Proxy.awsLoadBalancer("10.0.0.0/16")))
 *     .isNotDeceived();
 * </pre> No server is started for it.
 *
 * @since 0.1.0
 */
public final class TrustProxySetting implements AssertProvider<TrustProxySettingAssert> {

	private static final boolean SERVLET = ClassUtils.isPresent("jakarta.servlet.Servlet",
			TrustProxySetting.class.getClassLoader())
			&& ClassUtils.isPresent("org.springframework.web.context.support.GenericWebApplicationContext",
					TrustProxySetting.class.getClassLoader());

	private final TrustProxy trustProxy;

	private final TrustProxyProperties properties;

	private TrustProxySetting(ApplicationContext context) {
		Assert.state(isSet(context), "'trust-proxy' is not set, so that nothing is rewritten and nothing is hidden."
				+ " Set it to 'false' if the application faces its clients. If it is set in src/main/resources, a file of"
				+ " the same name in src/test/resources hides that one.");
		this.trustProxy = context.getBean(TrustProxy.class);
		this.properties = context.getBean(TrustProxyProperties.class);
	}

	/**
	 * Return the setting of a running application, with its {@code TrustPolicy} bean if
	 * it has one.
	 * @param context the context of the application
	 * @return its setting
	 * @throws IllegalStateException if {@code trust-proxy} is not set
	 */
	public static TrustProxySetting of(ApplicationContext context) {
		return new TrustProxySetting(context);
	}

	/**
	 * Return the setting in the {@code application.yml} or {@code application.properties}
	 * of the class path, as the application would read it: one in src/test/resources
	 * hides that of the application. A {@code TrustPolicy} bean is not known here.
	 * @param profiles the active profiles, such as {@code prod}
	 * @return the setting
	 * @throws IllegalStateException if {@code trust-proxy} is not set, or the application
	 * would not start with it
	 */
	public static TrustProxySetting ofApplication(String... profiles) {
		return load(true, List.of("spring.profiles.active=" + String.join(",", profiles)));
	}

	/**
	 * Return a setting of these properties alone.
	 * @param properties the properties, such as {@code trust-proxy.trust=loopback}. The
	 * short form {@code trust-proxy=loopback} cannot have others beside it
	 * @return the setting
	 * @throws IllegalStateException if an application would not start with it
	 */
	public static TrustProxySetting of(String... properties) {
		return load(false, List.of(properties));
	}

	/**
	 * A bean that is there with the setting only.
	 */
	private static boolean isSet(ApplicationContext context) {
		return context.containsBean("trustPresenceCheck");
	}

	/**
	 * Return the setting of an application, or that of the defaults without trust-proxy,
	 * as with a controller alone.
	 */
	static TrustProxySetting find(@Nullable ApplicationContext context) {
		return (context != null && isSet(context)) ? of(context) : of("trust-proxy.trust=false");
	}

	private static TrustProxySetting load(boolean fromFiles, List<String> properties) {
		return SERVLET ? load(new WebApplicationContextRunner(), fromFiles, properties)
				: load(new ReactiveWebApplicationContextRunner(), fromFiles, properties);
	}

	private static TrustProxySetting load(AbstractApplicationContextRunner<?, ?, ?> runner, boolean fromFiles,
			List<String> properties) {
		List<TrustProxySetting> loaded = new ArrayList<>();
		AbstractApplicationContextRunner<?, ?, ?> configured = runner
			.withConfiguration(AutoConfigurations.of(TrustProxyAutoConfiguration.class,
					TrustProxyServerAutoConfiguration.class, ServerConfiguration.class))
			.withPropertyValues(properties.toArray(new String[0]));
		if (fromFiles) {
			configured = configured.withInitializer(new ConfigDataApplicationContextInitializer());
		}
		configured.run((context) -> {
			Throwable failure = context.getStartupFailure();
			if (failure != null) {
				throw new IllegalStateException(
						"With this setting of trust-proxy the application does not start: " + rootMessage(failure),
						failure);
			}
			loaded.add(new TrustProxySetting(context.getSourceApplicationContext()));
		});
		return loaded.get(0);
	}

	private static String rootMessage(Throwable failure) {
		Throwable root = failure;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return Objects.toString(root.getMessage());
	}

	/**
	 * Return the compiled setting, which decides.
	 */
	TrustProxy trustProxy() {
		return this.trustProxy;
	}

	TrustProxyProperties properties() {
		return this.properties;
	}

	/**
	 * Return the header of the x-forwarded family that is read for a value.
	 */
	String headerName(ForwardedValue value) {
		String name = this.properties.headerNames().of(value);
		return StringUtils.hasText(name) ? name : value.header();
	}

	/**
	 * Return the lines that an application with this setting reads from a request, as the
	 * peer of it would write them, with the secrets that it asks of the hops.
	 */
	List<HeaderLine> headers(ForwardedRequest request) {
		List<HeaderLine> lines = new ArrayList<>();
		String single = this.properties.clientIpHeader();
		boolean standard = this.properties.headerFormat() == HeaderFormat.STANDARD;
		if (StringUtils.hasText(single)) {
			// CloudFront has the port behind the last colon
			String port = single.equalsIgnoreCase("CloudFront-Viewer-Address") ? ":50000" : "";
			lines.add(new HeaderLine(single, request.client() + port));
		}
		if (standard) {
			lines.add(new HeaderLine("Forwarded", forwarded(request)));
		}
		else {
			if (!StringUtils.hasText(single) && believes(ForwardedValue.FOR)) {
				lines.add(new HeaderLine(ForwardedValue.FOR.header(), String.join(", ", request.chain())));
			}
			add(lines, ForwardedValue.PROTO, request.scheme());
			add(lines, ForwardedValue.HOST, request.host());
			add(lines, ForwardedValue.PREFIX, request.prefix());
		}
		if (request.host() != null && !believes(ForwardedValue.HOST)) {
			lines.add(new HeaderLine("Host", request.host()));
		}
		HeaderLine proof = missingProof(request.peer(), lines);
		while (proof != null) {
			lines.add(proof);
			proof = missingProof(request.peer(), lines);
		}
		return lines;
	}

	/**
	 * Return the header with the secret without which a hop of the request is not
	 * trusted.
	 */
	private @Nullable HeaderLine missingProof(String peer, List<HeaderLine> lines) {
		String name = describe(peer, lines).decide(this.trustProxy).unprovenSource();
		TrustProxyProperties.Source source = (name != null) ? this.properties.sources().get(name) : null;
		TrustProxyProperties.Proof proof = (source != null) ? source.proof() : null;
		if (proof == null || proof.header() == null || proof.values() == null) {
			return null;
		}
		HeaderLine line = new HeaderLine(proof.header(), proof.values().get(0));
		return lines.stream().anyMatch((other) -> other.name().equalsIgnoreCase(line.name())) ? null : line;
	}

	/**
	 * Return a request that has nothing but a peer and these lines.
	 */
	static DescribedRequest describe(String peer, List<HeaderLine> lines) {
		DescribedRequest described = DescribedRequest.from(peer);
		for (HeaderLine line : lines) {
			described = described.header(line.name(), line.value());
		}
		return described;
	}

	private boolean believes(ForwardedValue value) {
		return this.properties.headers().contains(value);
	}

	private void add(List<HeaderLine> lines, ForwardedValue value, @Nullable String text) {
		if (text != null && believes(value)) {
			lines.add(new HeaderLine(headerName(value), text));
		}
	}

	private static String forwarded(ForwardedRequest request) {
		return request.chain().stream().map((address) -> element(address, request)).collect(Collectors.joining(", "));
	}

	private static String element(String address, ForwardedRequest request) {
		StringBuilder element = new StringBuilder("for=");
		element.append(address.contains(":") ? "\"[" + address + "]\"" : address);
		if (request.scheme() != null) {
			element.append(";proto=").append(request.scheme().toLowerCase(Locale.ROOT));
		}
		if (request.host() != null) {
			element.append(";host=\"").append(request.host()).append('"');
		}
		return element.toString();
	}

	@Override
	public TrustProxySettingAssert assertThat() {
		return new TrustProxySettingAssert(this);
	}

	/**
	 * Return what is trusted and believed.
	 */
	@Override
	public String toString() {
		return this.trustProxy.toString();
	}

	/**
	 * The server's own settings, which stop the start of an application where they
	 * compete.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ServerProperties.class)
	@EnableConfigurationProperties(ServerProperties.class)
	static class ServerConfiguration {

	}

}
