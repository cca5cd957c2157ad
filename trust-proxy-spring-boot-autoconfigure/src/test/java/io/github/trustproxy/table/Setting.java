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

package io.github.trustproxy.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.trustproxy.MalformedHandling;
import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.TrustProxyBuilder;
import io.github.trustproxy.TrustSpec;
import io.github.trustproxy.autoconfigure.TrustProxyProperties;
import io.github.trustproxy.header.ForwardedValue;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The settings that rows are decided with.
 */
public enum Setting {

	/** A list of proxies. Of this machine, 127.0.0.9 is in it and 127.0.0.66 is not. */
	LIST(Setting.TRUSTED),

	/** Nobody is trusted. */
	NOBODY("trust=false"),

	/** Every hop is trusted. */
	EVERYBODY("trust=true"),

	/** One hop is trusted. */
	ONE_HOP("trust=1"),

	/** Two hops are trusted. */
	TWO_HOPS("trust=2"),

	/** The list, and two hops at most. */
	TWO_HOPS_OF_LIST(Setting.TRUSTED, "max-hops=2"),

	/** All private networks, by name. */
	NAMES("trust=private"),

	/** A function that trusts hop 1 only. */
	FUNCTION,

	/** A function that throws an Error about 127.0.0.66, and about hop 1. */
	BROKEN_FUNCTION,

	/** The list, with RFC 7239. */
	STANDARD(Setting.TRUSTED, "header-format=standard"),

	/** The list, and the prefix is believed as well. */
	PREFIX(Setting.TRUSTED, "headers=for,host,proto,port,prefix"),

	/** The list, and the prefix is believed instead of the context path. */
	PREFIX_REPLACED(Setting.TRUSTED, "headers=for,host,proto,port,prefix", "prefix=replace"),

	/** The list, and other names for all values that can have one. */
	HEADER_NAMES(Setting.TRUSTED, "headers=for,host,proto,port,prefix", "header-names.proto=CloudFront-Forwarded-Proto",
			"header-names.host=X-Original-Host", "header-names.port=X-Edge-Port", "header-names.prefix=X-Script-Name"),

	/** The list, and hosts are not believed, which is right for AWS load balancers. */
	NO_HOST(Setting.TRUSTED, "headers=for,proto,port"),

	/** The list, and some hosts. */
	ALLOWED_HOSTS(Setting.TRUSTED, "allowed-hosts=example.com,*.example.org"),

	/** The list, and a header with the client's address alone. */
	CLIENT_IP(Setting.TRUSTED, "client-ip-header=CF-Connecting-IP"),

	/**
	 * The list, and the header in which CloudFront sends the client's address and port.
	 */
	CLOUDFRONT(Setting.TRUSTED, "client-ip-header=CloudFront-Viewer-Address"),

	/** The list, and malformed addresses are answered with 400. */
	REJECT(Setting.TRUSTED, "malformed=reject"),

	/** The list, headers stay visible, and some only come from trusted peers. */
	VISIBLE(Setting.TRUSTED, "hide-headers=false", "protected-headers=X-Forwarded-User,X-Client-Cert");

	private static final String TRUSTED = "trust=127.0.0.0/26,::1,10.0.0.0/8";

	private final String[] properties;

	Setting(String... properties) {
		this.properties = Arrays.stream(properties).map((property) -> "trust-proxy." + property).toArray(String[]::new);
	}

	String[] properties() {
		return this.properties.clone();
	}

	/**
	 * Return what an application with this setting has besides.
	 */
	List<Class<?>> configurations() {
		return switch (this) {
			case FUNCTION -> List.of(FunctionConfiguration.class);
			case BROKEN_FUNCTION -> List.of(BrokenFunctionConfiguration.class);
			default -> List.of();
		};
	}

	/**
	 * Return the setting without an application around it.
	 * @return what decides
	 */
	public TrustProxy trustProxy() {
		TrustProxyProperties bound = bind();
		TrustPolicy function = function();
		TrustProxyBuilder builder = TrustProxy.builder()
			.policy((function != null) ? function : TrustSpec.parse(new ArrayList<>(bound.trust())).policy())
			.maxHops(bound.maxHops())
			.headerFormat(bound.headerFormat())
			.values(bound.headers())
			.clientIpHeader(bound.clientIpHeader())
			.prefixHandling(bound.prefix())
			.allowedHosts(bound.allowedHosts())
			.hideHeaders(bound.hideHeaders())
			.protectedHeaders(bound.protectedHeaders());
		for (ForwardedValue value : ForwardedValue.values()) {
			String name = bound.headerNames().of(value);
			if (name != null) {
				builder.headerName(value, name);
			}
		}
		return builder.build();
	}

	/**
	 * Return the bean that replaces the property.
	 * @return the policy, {@code null} without one
	 */
	public @Nullable TrustPolicy function() {
		return switch (this) {
			case FUNCTION -> new FunctionConfiguration().trustPolicy();
			case BROKEN_FUNCTION -> new BrokenFunctionConfiguration().trustPolicy();
			default -> null;
		};
	}

	/**
	 * Return what a malformed address does with this setting.
	 * @return what it does
	 */
	public MalformedHandling malformed() {
		return bind().malformed();
	}

	/**
	 * Return the properties as an application binds them.
	 * @return the properties
	 */
	public TrustProxyProperties bind() {
		Map<String, String> source = Arrays.stream(this.properties)
			.map((property) -> property.split("=", 2))
			.collect(Collectors.toMap((pair) -> pair[0], (pair) -> pair[1]));
		return new Binder(new MapConfigurationPropertySource(source)).bindOrCreate("trust-proxy",
				TrustProxyProperties.class);
	}

	@Configuration(proxyBeanMethods = false)
	static class FunctionConfiguration {

		@Bean
		TrustPolicy trustPolicy() {
			return (address, hop) -> hop == 1;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BrokenFunctionConfiguration {

		@Bean
		TrustPolicy trustPolicy() {
			return (address, hop) -> {
				if (hop == 1 || address.getHostAddress().equals("127.0.0.66")) {
					throw new AssertionError("The policy is broken");
				}
				return true;
			};
		}

	}

}
