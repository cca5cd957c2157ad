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

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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
import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustSpec;
import io.github.trustproxy.source.InvalidSourceException;
import io.github.trustproxy.source.KeptSources;
import io.github.trustproxy.source.SourceRefresher;
import io.github.trustproxy.source.SourceSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The value of {@code trust-proxy} with the sources that it names. They are looked after
 * until the context is closed.
 */
final class SettingSources implements AutoCloseable {

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	/** Longer than any machine runs, and short enough for a date. */
	private static final Duration LONGEST = Duration.ofDays(36_500);

	private final @Nullable TrustSetting setting;

	private final TrustProxyProperties properties;

	private final Environment environment;

	private final ObjectProvider<SslBundles> sslBundles;

	private final boolean used;

	private final @Nullable TrustSpec spec;

	private final @Nullable TrustPolicy policy;

	private final @Nullable SourceRefresher refresher;

	private final List<String> warnings = new ArrayList<>();

	private final List<String> proofHeaders = new ArrayList<>();

	private final Map<String, List<String>> from = new LinkedHashMap<>();

	/**
	 * Create the sources, and read their lists.
	 * @param properties the properties
	 * @param environment has the setting
	 * @param used whether the setting has an effect, which a bean may take away
	 * @param events takes the events of lists that changed
	 * @param sslBundles say whom to believe
	 */
	SettingSources(TrustProxyProperties properties, Environment environment, boolean used,
			ApplicationEventPublisher events, ObjectProvider<SslBundles> sslBundles) {
		this.properties = properties;
		this.sslBundles = sslBundles;
		this.environment = environment;
		this.used = used;
		this.setting = TrustSetting.find(environment);
		if (this.setting == null) {
			this.spec = null;
			this.policy = null;
			this.refresher = null;
			return;
		}
		List<SourceSettings> named = new ArrayList<>();
		properties.sources().forEach((name, source) -> named.add(settings(name, source)));
		for (SourceSettings source : named) {
			this.from.put(source.name(), source.from());
			if (!this.setting.entries().contains(source.name())) {
				this.warnings.add(property(source.name())
						+ " has no effect: trust-proxy does not name this source. Add '" + source.name() + "' to it.");
			}
		}
		Path directory = directory(properties.cacheDirectory());
		try {
			if (named.isEmpty() && this.setting.entries().stream().noneMatch(KeptSources::isSource)) {
				this.spec = TrustSpec.parse(this.setting.entries());
				this.policy = this.spec.policy();
				this.refresher = null;
				return;
			}
			KeptSources sources = new KeptSources(this.setting.entries(), named, Clock.systemUTC(), new Random(),
					directory);
			sources.warnings()
				.forEach(
						(name, texts) -> texts.forEach((text) -> this.warnings.add(property(name) + ".from: " + text)));
			this.refresher = new SourceRefresher(sources, new SourceEvents(events));
			if (used) {
				this.refresher.start();
			}
			this.spec = sources.spec();
			this.policy = sources.policy();
		}
		catch (InvalidSettingException ex) {
			throw rejected(this.setting, properties.sources(), ex);
		}
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

	/**
	 * Return the headers that have secrets, also those of sources that are not trusted:
	 * the edge sends them all the same.
	 */
	List<String> proofHeaders() {
		return this.proofHeaders;
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

	private @Nullable Path directory(@Nullable String path) {
		if (!StringUtils.hasLength(path)) {
			return null;
		}
		try {
			Path directory = Path.of(path);
			if (!path.startsWith("file:") && (Files.isDirectory(directory) || Files.notExists(directory))) {
				return directory;
			}
		}
		catch (InvalidPathException ex) {
			// Refused below
		}
		throw RejectedProperty.of(this.environment, "trust-proxy.cache-directory",
				new InvalidSettingException(path, "This is not the path of a directory, such as '/var/cache/app'."));
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

	private RuntimeException rejected(TrustSetting setting, Map<String, TrustProxyProperties.Source> named,
			InvalidSettingException ex) {
		boolean ofSource = ex instanceof InvalidSourceException source && named.containsKey(source.getSource());
		return RejectedProperty.of(this.environment,
				ofSource ? property(((InvalidSourceException) ex).getSource()) + ".from" : setting.property(), ex);
	}

	/**
	 * Return the setting.
	 * @return the setting, or {@code null} if there is none
	 */
	@Nullable TrustSpec spec() {
		return this.spec;
	}

	/**
	 * Return who is trusted.
	 * @return the policy of the setting, or {@code null} if there is none
	 */
	@Nullable TrustPolicy policy() {
		return this.policy;
	}

	/**
	 * Return the property that is set.
	 * @return the property, or {@code null} if it is not set
	 */
	@Nullable String property() {
		return (this.setting != null) ? this.setting.property() : null;
	}

	/**
	 * Return who looks after the sources that are trusted.
	 * @return the refresher, or {@code null} if the setting has no effect
	 */
	@Nullable SourceRefresher refresher() {
		return this.used ? this.refresher : null;
	}

	/**
	 * Return where the lists of sources come from that have been set up.
	 * @return the entries by the name of the source
	 */
	Map<String, List<String>> from() {
		return this.from;
	}

	/**
	 * Return what has no effect, or is probably not meant.
	 * @return full sentences
	 */
	List<String> warnings() {
		return this.warnings;
	}

	@Override
	public void close() {
		if (this.refresher != null) {
			this.refresher.close();
		}
	}

}
