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

package io.github.trustproxy.source;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;

import io.github.trustproxy.InvalidSettingException;
import io.github.trustproxy.Provider;
import io.github.trustproxy.SourceList;
import io.github.trustproxy.TrustSpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes sources of their settings.
 */
final class SourceFactory {

	private static final Duration FILE_REFRESH = Duration.ofSeconds(1);

	private static final Duration HTTPS_REFRESH = Duration.ofHours(1);

	private static final Duration HTTPS_MAX_AGE = Duration.ofDays(7);

	private static final Duration DNS_REFRESH = Duration.ofSeconds(30);

	private static final Duration DNS_MAX_AGE = Duration.ofMinutes(5);

	private final DnsReader.Resolver resolver;

	private final RandomGenerator random;

	private final @Nullable Path cacheDirectory;

	SourceFactory(DnsReader.Resolver resolver, RandomGenerator random, @Nullable Path cacheDirectory) {
		this.resolver = resolver;
		this.random = random;
		this.cacheDirectory = cacheDirectory;
	}

	/**
	 * Return where a provider publishes its list.
	 * @return the URL, or {@code null} if it has none that stays
	 */
	static @Nullable String url(Provider provider) {
		return switch (provider) {
			case CLOUDFLARE -> "https://api.cloudflare.com/client/v4/ips";
			case CLOUDFRONT -> "https://ip-ranges.amazonaws.com/ip-ranges.json";
			case FASTLY -> "https://api.fastly.com/public-ip-list";
			case GOOGLE_LB, AZURE_FRONT_DOOR -> null;
		};
	}

	KeptSource create(SourceSettings settings) {
		Provider named = Provider.find(settings.name());
		if (named != null && settings.refresh() != null) {
			return refreshed(named, settings);
		}
		List<KeptList> lists = new ArrayList<>();
		Set<String> kinds = new LinkedHashSet<>();
		List<String> fixed = new ArrayList<>();
		for (String entry : settings.from()) {
			Provider provider = Provider.find(entry);
			if (provider != null) {
				kinds.add("provider");
				lists.add(fixed(provider.snapshot()));
			}
			else if (entry.startsWith(SourceEntry.DNS)) {
				kinds.add("dns");
				lists.add(dns(settings, entry));
			}
			else if (entry.startsWith(SourceEntry.FILE)) {
				kinds.add("file");
				lists.add(file(settings, entry));
			}
			else if (SourceEntry.isUrl(entry)) {
				kinds.add("https");
				lists.add(https(settings, entry));
			}
			else {
				kinds.add("list");
				fixed.add(entry);
			}
		}
		if (!fixed.isEmpty()) {
			lists.add(fixed(SourceList.ofSetting(settings.name(), fixed)));
		}
		return new KeptSource(settings.name(), (kinds.size() == 1) ? kinds.iterator().next() : "mixed",
				shown(settings.from()), lists, fixed.isEmpty() ? List.of() : TrustSpec.parse(fixed).warnings(),
				settings.proof());
	}

	private static List<String> shown(List<String> entries) {
		return entries.stream().map(SourceEntry::shown).toList();
	}

	/**
	 * The list of the jar counts until there is a newer one, and again never: as long as
	 * nothing better can be had, the last good list does.
	 */
	private KeptSource refreshed(Provider provider, SourceSettings settings) {
		String url = url(provider);
		String entry = !settings.from().isEmpty() ? settings.from().get(0) : url;
		if (entry == null || settings.from().size() > 1 || !SourceEntry.isRead(entry)
				|| entry.startsWith(SourceEntry.DNS)) {
			throw new InvalidSettingException((entry != null) ? SourceEntry.shown(entry) : settings.name(),
					"The list of a provider is refreshed from one place: set 'from' to a URL such as"
							+ " 'https://mirror.example/ranges', or to 'file:PATH'.");
		}
		ListReader reader = SourceEntry.isUrl(entry) ? reader(settings, entry)
				: new FileReader(settings.name(), path(entry));
		KeptList.Rules rules = new KeptList.Rules(settings.refresh(), settings.maxAge(), false,
				orElse(settings.guard(), Guard.STRICT), true, true);
		return new KeptSource(settings.name(), "provider", List.of(SourceEntry.shown(entry)),
				List.of(new KeptList(provider.snapshot(), reader, cache(settings, entry), rules, this.random)),
				List.of(), settings.proof());
	}

	private KeptList https(SourceSettings settings, String entry) {
		KeptList.Rules rules = new KeptList.Rules(orElse(settings.refresh(), HTTPS_REFRESH),
				orElse(settings.maxAge(), HTTPS_MAX_AGE), orElse(settings.required(), true),
				orElse(settings.guard(), Guard.STRICT), true, false);
		return new KeptList(null, reader(settings, entry), cache(settings, entry), rules, this.random);
	}

	private @Nullable ListCache cache(SourceSettings settings, String entry) {
		return (this.cacheDirectory != null && SourceEntry.isUrl(entry))
				? new ListCache(this.cacheDirectory, settings.name(), entry, settings.service()) : null;
	}

	private static HttpsReader reader(SourceSettings settings, String entry) {
		return new HttpsReader(settings.name(), SourceUrl.of(entry), settings.service(), settings.ssl(),
				HttpsReader.ALL);
	}

	private KeptList fixed(SourceList list) {
		return new KeptList(list, () -> ListReader.Reading.UNCHANGED, null,
				new KeptList.Rules(null, null, false, Guard.OFF, false, false), this.random);
	}

	private KeptList dns(SourceSettings settings, String entry) {
		String name = entry.substring(SourceEntry.DNS.length());
		if (!DnsReader.isName(name)) {
			throw new InvalidSettingException(entry, "Behind 'dns:' stands the name of a host, such as 'dns:traefik'."
					+ " An address or a range is written without 'dns:', and a port does not belong to it.");
		}
		KeptList.Rules rules = new KeptList.Rules(orElse(settings.refresh(), DNS_REFRESH),
				orElse(settings.maxAge(), DNS_MAX_AGE), orElse(settings.required(), false),
				orElse(settings.guard(), Guard.OFF), false, false);
		return new KeptList(null, new DnsReader(entry, name, this.resolver), null, rules, this.random);
	}

	private KeptList file(SourceSettings settings, String entry) {
		KeptList.Rules rules = new KeptList.Rules(orElse(settings.refresh(), FILE_REFRESH), settings.maxAge(),
				orElse(settings.required(), true), orElse(settings.guard(), Guard.OFF), false, false);
		return new KeptList(null, new FileReader(entry, path(entry)), null, rules, this.random);
	}

	private static Path path(String entry) {
		String path = entry.substring(SourceEntry.FILE.length());
		// Such as file:/etc/proxies and file:///etc/proxies
		String local = path.startsWith("//") ? path.substring(2) : path;
		try {
			if (!local.isEmpty() && !local.startsWith("//") && (local.startsWith("/") || !path.startsWith("//"))) {
				return Path.of(local);
			}
		}
		catch (InvalidPathException ex) {
			// Refused below
		}
		throw new InvalidSettingException(entry,
				"Behind 'file:' stands the path of a file, such as" + " 'file:/etc/trust-proxy/proxies.txt'.");
	}

	private static <T> T orElse(@Nullable T value, T other) {
		return Objects.requireNonNullElse(value, other);
	}

}
