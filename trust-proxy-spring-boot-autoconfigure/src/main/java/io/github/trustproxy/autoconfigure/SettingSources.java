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
import java.util.List;
import java.util.Map;

import io.github.trustproxy.InvalidSettingException;
import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustSpec;
import io.github.trustproxy.source.KeptSources;
import io.github.trustproxy.source.SourceEntry;
import io.github.trustproxy.source.SourceRefresher;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The value of {@code trust-proxy} with the sources that it names. They are looked after
 * until the context is closed.
 */
final class SettingSources implements AutoCloseable {

	private final @Nullable TrustSetting setting;

	private final Environment environment;

	private final boolean used;

	private final @Nullable TrustSpec spec;

	private final @Nullable TrustPolicy policy;

	private final @Nullable SourceRefresher refresher;

	private final @Nullable SourceSetup setup;

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
		this.environment = environment;
		this.used = used;
		this.setting = TrustSetting.find(environment);
		if (this.setting == null) {
			this.spec = null;
			this.policy = null;
			this.refresher = null;
			this.setup = null;
			return;
		}
		if (properties.sources().isEmpty() && !hasSource(this.setting.entries())) {
			directory(properties.cacheDirectory());
			try {
				this.spec = TrustSpec.parse(this.setting.entries());
			}
			catch (InvalidSettingException ex) {
				throw RejectedProperty.of(environment, this.setting.property(), ex);
			}
			this.policy = this.spec.policy();
			this.refresher = null;
			this.setup = null;
			return;
		}
		this.setup = new SourceSetup(properties, environment, sslBundles);
		Path directory = directory(properties.cacheDirectory());
		try {
			KeptSources sources = this.setup.create(this.setting, directory);
			this.refresher = new SourceRefresher(sources, new SourceEvents(events));
			if (used) {
				this.refresher.start();
			}
			this.spec = sources.spec();
			this.policy = sources.policy();
		}
		catch (InvalidSettingException ex) {
			throw RejectedProperty.of(environment, this.setup.rejectedProperty(this.setting, ex), ex);
		}
	}

	private static boolean hasSource(List<String> entries) {
		for (String entry : entries) {
			if (SourceEntry.isSource(entry)) {
				return true;
			}
		}
		return false;
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

	/**
	 * Return the headers that have secrets, also those of sources that are not trusted:
	 * the edge sends them all the same.
	 */
	List<String> proofHeaders() {
		return (this.setup != null) ? this.setup.proofHeaders() : List.of();
	}

	/**
	 * Return the setting as it was found.
	 * @return the setting, or {@code null} if there is none
	 */
	@Nullable TrustSetting setting() {
		return this.setting;
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
		return (this.setup != null) ? this.setup.from() : Map.of();
	}

	/**
	 * Return what has no effect, or is probably not meant.
	 * @return full sentences
	 */
	List<String> warnings() {
		return (this.setup != null) ? this.setup.warnings() : List.of();
	}

	@Override
	public void close() {
		if (this.refresher != null) {
			this.refresher.close();
		}
	}

}
