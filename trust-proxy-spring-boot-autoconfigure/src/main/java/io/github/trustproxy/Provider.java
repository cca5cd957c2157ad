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

package io.github.trustproxy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A provider whose proxies connect to applications from addresses that it publishes. The
 * jar has a list of them, with its date, so that no network is needed. It is read when
 * the setting names the provider, and not before.
 *
 * @since 0.1.0
 */
public enum Provider {

	/** Cloudflare. */
	CLOUDFLARE("cloudflare", "Cloudflare", true),

	/** Amazon CloudFront, only what connects to origins. */
	CLOUDFRONT("cloudfront", "Amazon CloudFront", true),

	/** Fastly. */
	FASTLY("fastly", "Fastly", true),

	/** The load balancers of Google Cloud, whose addresses send nothing else. */
	GOOGLE_LB("google-lb", "Google Cloud", false),

	/** Azure Front Door, only what connects to origins. */
	AZURE_FRONT_DOOR("azure-front-door", "Azure Front Door", true);

	private static final String DATE = "# date: ";

	private final String entry;

	private final String title;

	private final boolean shared;

	Provider(String entry, String title, boolean shared) {
		this.entry = entry;
		this.title = title;
		this.shared = shared;
	}

	/**
	 * Find a provider.
	 * @param entry an entry of a setting
	 * @return the provider that it names, or {@code null} if it names none
	 */
	public static @Nullable Provider find(String entry) {
		for (Provider provider : values()) {
			if (provider.entry.equals(entry)) {
				return provider;
			}
		}
		return null;
	}

	/**
	 * Return the name of the provider in a setting.
	 * @return the name, such as {@code cloudflare}
	 */
	public String entry() {
		return this.entry;
	}

	/**
	 * Return the name of the provider in a sentence.
	 * @return the name, such as {@code Cloudflare}
	 */
	public String title() {
		return this.title;
	}

	/**
	 * Return whether every customer of the provider can send requests from its addresses
	 * to any application.
	 * @return whether they can
	 */
	public boolean isShared() {
		return this.shared;
	}

	/**
	 * Read the list that the jar has.
	 * @return the list
	 */
	public SourceList snapshot() {
		String name = "provider/" + this.entry + ".txt";
		String date = null;
		List<String> entries = new ArrayList<>();
		try (InputStream stream = Provider.class.getResourceAsStream(name)) {
			if (stream == null) {
				throw new IllegalStateException("The list '" + name + "' is missing in the jar of trust-proxy.");
			}
			BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				if (line.startsWith(DATE)) {
					date = line.substring(DATE.length());
				}
				else if (!line.startsWith("#")) {
					entries.add(line);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return SourceList.of(this.entry, date, entries);
	}

}
