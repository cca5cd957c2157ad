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

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import javax.net.ssl.SSLContext;

import io.github.trustproxy.InvalidSettingException;
import io.github.trustproxy.Proof;
import io.github.trustproxy.Provider;
import io.github.trustproxy.TrustSpec;
import io.github.trustproxy.source.InvalidSourceException;
import io.github.trustproxy.source.KeptSources;
import io.github.trustproxy.source.SourceSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Makes the sources that {@code trust-proxy} and {@code trust-proxy.sources} name. Not
 * loaded in an application that has none.
 */
final class SourceSetup {

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	/** Longer than any machine runs, and short enough for a date. */
	private static final Duration LONGEST = Duration.ofDays(36_500);

	private final TrustProxyProperties properties;

	private final Environment environment;

	private final ObjectProvider<SslBundles> sslBundles;

	private final List<SourceSettings> named = new ArrayList<>();

	private final List<String> warnings = new ArrayList<>();

	private final List<String> proofHeaders = new ArrayList<>();

	/**
	 * Set the sources of the properties up.
	 * @param properties the properties
	 * @param environment says where something was set
	 * @param sslBundles say whom to believe
	 */
	SourceSetup(TrustProxyProperties properties, Environment environment, ObjectProvider<SslBundles> sslBundles) {
		this.properties = properties;
		this.environment = environment;
		this.sslBundles = sslBundles;
		properties.sources().forEach((name, source) -> this.named.add(settings(name, source)));
	}

	/**
	 * Create the sources of a setting.
	 * @param setting the setting
	 * @param directory where lists survive a restart, or {@code null} if they do not
	 */
	KeptSources create(TrustSetting setting, @Nullable Path directory) {
		for (SourceSettings source : this.named) {
			if (!setting.entries().contains(source.name())) {
				this.warnings.add(property(source.name())
						+ " has no effect: trust-proxy does not name this source. Add '" + source.name() + "' to it.");
			}
		}
		KeptSources sources = new KeptSources(setting.entries(), this.named, Clock.systemUTC(), new Random(),
				directory);
		sources.warnings()
			.forEach((name, texts) -> texts.forEach((text) -> this.warnings.add(property(name) + ".from: " + text)));
		return sources;
	}

	/**
	 * Return the property that is wrong if the setting or one of its sources is.
	 */
	String rejectedProperty(TrustSetting setting, InvalidSettingException ex) {
		return (ex instanceof InvalidSourceException source
				&& this.properties.sources().containsKey(source.getSource())) ? property(source.getSource()) + ".from"
						: setting.property();
	}

	/**
	 * Return where the lists of the sources come from.
	 * @return the entries by the name of the source
	 */
	Map<String, List<String>> from() {
		Map<String, List<String>> from = new LinkedHashMap<>();
		this.named.forEach((source) -> from.put(source.name(), source.from()));
		return from;
	}

	/**
	 * Return what has no effect, or is probably not meant.
	 * @return full sentences
	 */
	List<String> warnings() {
		return this.warnings;
	}

	/**
	 * Return the headers that have secrets, also those of sources that are not trusted:
	 * the edge sends them all the same.
	 */
	List<String> proofHeaders() {
		return this.proofHeaders;
	}

	private SourceSettings settings(String name, TrustProxyProperties.Source source) {
		Provider provider = Provider.find(name);
		if (!isName(name) || (provider == null && isTaken(name))) {
			throw rejected(property(name), name, isTaken(name)
					? "This name has a meaning of its own in trust-proxy, and no source can have it. Choose another one."
					: "The name of a source consists of the letters a to z, digits and hyphens.");
		}
		List<String> from = (source.from() != null) ? TrustSpec.split(source.from()) : List.of();
		if (provider != null && source.refresh() == null && !from.isEmpty()) {
			this.warnings.add(property(name) + ".from has no effect: the list of a provider is refreshed only with "
					+ property(name) + ".refresh, such as '24h'.");
		}
		if (from.isEmpty() && provider != null && source.refresh() != null && !KeptSources.isPublished(provider)) {
			throw rejected(property(name), name, provider.title() + " publishes its list at no URL that stays. Set "
					+ property(name) + ".from to where it is to be refreshed from, such as a mirror.");
		}
		if (from.isEmpty() && provider == null) {
			throw rejected(property(name), name, "It is not said where the list of this source comes from. Set "
					+ property(name) + ".from to addresses, 'dns:NAME', 'file:PATH' or an 'https://' URL.");
		}
		check(name, "refresh", source.refresh());
		check(name, "max-age", source.maxAge());
		return new SourceSettings(name, (provider != null && source.refresh() == null) ? List.of(name) : from,
				StringUtils.hasLength(source.service()) ? source.service() : null, source.refresh(), source.maxAge(),
				source.required(), source.guard(), ssl(name, source.sslBundle()), proof(name, source.proof()));
	}

	private @Nullable Proof proof(String name, TrustProxyProperties.@Nullable Proof settings) {
		if (settings == null) {
			return null;
		}
		Proof proof = new ProofSettings(this.properties, this.environment, property(name)).create(settings);
		if (proof.header() != null) {
			this.proofHeaders.add(proof.header());
		}
		return proof;
	}

	private @Nullable SSLContext ssl(String name, @Nullable String bundle) {
		if (!StringUtils.hasLength(bundle)) {
			return null;
		}
		try {
			return this.sslBundles.getObject().getBundle(bundle).createSslContext();
		}
		catch (BeansException | NoSuchSslBundleException ex) {
			throw rejected(property(name) + ".ssl-bundle", bundle, "There is no SSL bundle of this name.");
		}
	}

	private static boolean isName(String name) {
		return !name.isEmpty()
				&& name.chars().allMatch((c) -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
	}

	private static boolean isTaken(String name) {
		if (Provider.find(name) != null) {
			return true;
		}
		try {
			TrustSpec.parse(name);
			return true;
		}
		catch (InvalidSettingException ex) {
			return false;
		}
	}

	private void check(String name, String key, @Nullable Duration duration) {
		if (duration != null && (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0)) {
			String property = property(name) + "." + key;
			throw rejected(property, this.environment.getProperty(property, duration.toString()),
					"This is at least one second, and at most 36500 days.");
		}
	}

	private static String property(String name) {
		return "trust-proxy.sources" + (isName(name) ? "." + name : "[" + name + "]");
	}

	private RuntimeException rejected(String property, String value, String reason) {
		return RejectedProperty.of(this.environment, property, new InvalidSettingException(value, reason));
	}

}
