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

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What a document of a provider says. Its form tells whose it is, and which of its
 * entries count: those of Cloudflare, AWS, Fastly, Azure and Google are known.
 *
 * @param entries the addresses and ranges
 * @param date the day that the document is of, or {@code null} if it does not say
 */
record PublishedRanges(List<String> entries, @Nullable String date) {

	private static final String AWS_SERVICE = "CLOUDFRONT_ORIGIN_FACING";

	private static final String AZURE_TAG = "AzureFrontDoor.Backend";

	private static final int DAY_LENGTH = "2026-11-28".length();

	/**
	 * Read a document.
	 * @param json the document
	 * @param service which entries of the documents of AWS and Azure count, or
	 * {@code null} for those that connect to origins
	 * @throws UnusableListException if it is none of those that are known
	 */
	static PublishedRanges read(String json, @Nullable String service) throws UnusableListException {
		Map<?, ?> document = map(JsonDocument.read(json));
		if (document.containsKey("result")) {
			return cloudflare(document);
		}
		if (document.containsKey("ipv6_prefixes")) {
			return aws(document, Objects.requireNonNullElse(service, AWS_SERVICE));
		}
		if (document.containsKey("ipv6_addresses")) {
			List<String> entries = texts(document.get("addresses"));
			entries.addAll(texts(document.get("ipv6_addresses")));
			return new PublishedRanges(entries, null);
		}
		if (document.containsKey("values")) {
			return azure(document, Objects.requireNonNullElse(service, AZURE_TAG));
		}
		if (document.containsKey("prefixes")) {
			return google(document);
		}
		throw unknown();
	}

	private static PublishedRanges cloudflare(Map<?, ?> document) throws UnusableListException {
		if (!Boolean.TRUE.equals(document.get("success"))) {
			throw new UnusableListException("It says that it is no success.");
		}
		Map<?, ?> result = map(document.get("result"));
		List<String> entries = texts(result.get("ipv4_cidrs"));
		entries.addAll(texts(result.get("ipv6_cidrs")));
		return new PublishedRanges(entries, null);
	}

	private static PublishedRanges aws(Map<?, ?> document, String service) throws UnusableListException {
		List<String> entries = new ArrayList<>();
		add(document.get("prefixes"), "service", service, "ip_prefix", entries);
		add(document.get("ipv6_prefixes"), "service", service, "ipv6_prefix", entries);
		return new PublishedRanges(entries, day(document.get("createDate")));
	}

	private static void add(@Nullable Object list, String filter, String value, String name, List<String> entries)
			throws UnusableListException {
		for (Object element : list(list)) {
			Map<?, ?> entry = map(element);
			if (value.equals(entry.get(filter))) {
				entries.add(text(entry.get(name)));
			}
		}
	}

	private static PublishedRanges azure(Map<?, ?> document, String tag) throws UnusableListException {
		List<String> entries = new ArrayList<>();
		for (Object element : list(document.get("values"))) {
			Map<?, ?> value = map(element);
			if (tag.equals(value.get("name"))) {
				entries.addAll(texts(map(value.get("properties")).get("addressPrefixes")));
			}
		}
		return new PublishedRanges(entries, null);
	}

	private static PublishedRanges google(Map<?, ?> document) throws UnusableListException {
		List<String> entries = new ArrayList<>();
		for (Object element : list(document.get("prefixes"))) {
			Map<?, ?> prefix = map(element);
			entries.add(text(prefix.containsKey("ipv4Prefix") ? prefix.get("ipv4Prefix") : prefix.get("ipv6Prefix")));
		}
		return new PublishedRanges(entries, day(document.get("creationTime")));
	}

	/**
	 * Return the day that a time begins with, as in {@code 2026-03-24-00-18-05}.
	 */
	private static @Nullable String day(@Nullable Object time) {
		if (time instanceof String text && text.length() >= DAY_LENGTH) {
			try {
				return LocalDate.parse(text.substring(0, DAY_LENGTH)).toString();
			}
			catch (DateTimeException ex) {
				// Not said then
			}
		}
		return null;
	}

	private static Map<?, ?> map(@Nullable Object value) throws UnusableListException {
		if (value instanceof Map<?, ?> map) {
			return map;
		}
		throw unknown();
	}

	private static List<?> list(@Nullable Object value) throws UnusableListException {
		if (value instanceof List<?> list) {
			return list;
		}
		throw unknown();
	}

	private static String text(@Nullable Object value) throws UnusableListException {
		if (value instanceof String text) {
			return text;
		}
		throw unknown();
	}

	private static List<String> texts(@Nullable Object value) throws UnusableListException {
		List<String> texts = new ArrayList<>();
		for (Object element : list(value)) {
			texts.add(text(element));
		}
		return texts;
	}

	private static UnusableListException unknown() {
		return new UnusableListException("It is JSON, but not in a form of Cloudflare, AWS, Fastly, Azure or Google.");
	}

}
