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

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLContext;

import io.github.trustproxy.SourceList;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a list over HTTPS.
 */
final class HttpsReader implements ListReader {

	static final Duration CONNECT = Duration.ofSeconds(5);

	static final Duration ALL = Duration.ofSeconds(20);

	private static final int OK = 200;

	private static final int NOT_MODIFIED = 304;

	private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

	private static final int MAX_REDIRECTS = 3;

	private final String source;

	private final SourceUrl url;

	private final @Nullable String service;

	private final @Nullable SSLContext ssl;

	private final Duration limit;

	private @Nullable HttpClient client;

	/** What the answer said of the list that is trusted. */
	private Validators taken = new Validators(null, null);

	private Validators read = this.taken;

	/**
	 * Create a reader.
	 * @param source the name of the source
	 * @param url where the list is
	 * @param service which entries of a document of AWS or Azure count
	 * @param ssl whom to believe, or {@code null} for whom the JDK believes
	 * @param limit how long all may take
	 */
	HttpsReader(String source, SourceUrl url, @Nullable String service, @Nullable SSLContext ssl, Duration limit) {
		this.source = source;
		this.url = url;
		this.service = service;
		this.ssl = ssl;
		this.limit = limit;
	}

	@Override
	public Reading read() throws UnusableListException {
		long deadline = System.nanoTime() + this.limit.toNanos();
		HttpClient client = client();
		URI uri = this.url.uri();
		for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
			HttpResponse<byte[]> response = send(client, uri, deadline);
			int status = response.statusCode();
			if (status == NOT_MODIFIED && this.taken.exist()) {
				return Reading.UNCHANGED;
			}
			if (!REDIRECTS.contains(status)) {
				return Reading.of(list(response));
			}
			uri = target(uri, response);
		}
		throw failed("redirected more than three times");
	}

	/**
	 * Return the client, which has threads of its own that the next look can use.
	 */
	private HttpClient client() {
		HttpClient client = this.client;
		if (client == null) {
			client = createClient();
			this.client = client;
		}
		return client;
	}

	private HttpClient createClient() {
		HttpClient.Builder builder = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.followRedirects(HttpClient.Redirect.NEVER)
			.connectTimeout((CONNECT.compareTo(this.limit) < 0) ? CONNECT : this.limit);
		if (this.ssl != null) {
			builder.sslContext(this.ssl);
		}
		return builder.build();
	}

	private HttpResponse<byte[]> send(HttpClient client, URI uri, long deadline) throws UnusableListException {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri)
			.header("Accept", "text/plain, application/json")
			.header("User-Agent", "trust-proxy");
		this.taken.addTo(request);
		if (this.url.authorization() != null && this.url.isSameHost(uri)) {
			request.header("Authorization", this.url.authorization());
		}
		CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request.build(),
				(info) -> new LimitedBody(ListText.MAX_BYTES));
		try {
			return answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			answer.cancel(true);
			throw failed("did not answer in " + this.limit.toSeconds() + " seconds");
		}
		catch (ExecutionException ex) {
			throw failed("could not be read: " + ex.getCause());
		}
		catch (InterruptedException ex) {
			answer.cancel(true);
			Thread.currentThread().interrupt();
			throw failed("was not waited for");
		}
	}

	private URI target(URI uri, HttpResponse<?> response) throws UnusableListException {
		String location = response.headers().firstValue("Location").orElse("");
		try {
			URI target = uri.resolve(location);
			if (target.getHost() != null && target.getRawUserInfo() == null && !location.isEmpty()
					&& (isHttps(target) || (!isHttps(uri) && SourceUrl.isLoopback(target)))) {
				return target;
			}
		}
		catch (IllegalArgumentException ex) {
			// Refused below
		}
		throw failed("redirected to what is no 'https' URL");
	}

	private static boolean isHttps(URI uri) {
		return "https".equalsIgnoreCase(uri.getScheme());
	}

	private SourceList list(HttpResponse<byte[]> response) throws UnusableListException {
		if (response.statusCode() != OK) {
			throw failed("answered with the status " + response.statusCode());
		}
		if (response.headers().firstValue("Content-Encoding").isPresent()) {
			throw failed("answered with an encoding that was not asked for");
		}
		this.read = Validators.of(response.headers());
		String date = day(this.read.lastModified());
		String text = ListText.decode(response.body());
		if (!ListText.isJson(text)) {
			return ListText.list(this.source, date, ListText.entries(text));
		}
		PublishedRanges published = PublishedRanges.read(text, this.service);
		return ListText.list(this.source, (published.date() != null) ? published.date() : date, published.entries());
	}

	private static String day(@Nullable String time) {
		if (time != null) {
			try {
				return ZonedDateTime.parse(time, DateTimeFormatter.RFC_1123_DATE_TIME).toLocalDate().toString();
			}
			catch (DateTimeParseException ex) {
				// Not said then
			}
		}
		return LocalDate.now(ZoneOffset.UTC).toString();
	}

	private UnusableListException failed(String what) {
		return new UnusableListException("The server of '" + this.url + "' " + what + ".");
	}

	@Override
	public void taken() {
		this.taken = this.read;
	}

	@Override
	public String version() {
		return Objects.requireNonNullElse(this.taken.etag(), "") + '\t'
				+ Objects.requireNonNullElse(this.taken.lastModified(), "");
	}

	@Override
	public void restored(String version) {
		int tab = version.indexOf('\t');
		if (tab >= 0) {
			this.taken = new Validators(orNull(version.substring(0, tab)), orNull(version.substring(tab + 1)));
		}
	}

	private static @Nullable String orNull(String text) {
		return text.isEmpty() ? null : text;
	}

	/**
	 * What a server says of an answer, to ask for another one only.
	 *
	 * @param etag the entity tag
	 * @param lastModified when it was changed
	 */
	private record Validators(@Nullable String etag, @Nullable String lastModified) {

		private static final int MAX_LENGTH = 256;

		static Validators of(HttpHeaders headers) {
			return new Validators(find(headers, "ETag"), find(headers, "Last-Modified"));
		}

		/**
		 * What cannot be sent back would make all requests fail from then on.
		 */
		private static @Nullable String find(HttpHeaders headers, String name) {
			return headers.firstValue(name)
				.filter((value) -> value.length() <= MAX_LENGTH && value.chars().allMatch((c) -> c >= ' ' && c < 0x7F))
				.orElse(null);
		}

		boolean exist() {
			return this.etag != null || this.lastModified != null;
		}

		void addTo(HttpRequest.Builder request) {
			if (this.etag != null) {
				request.header("If-None-Match", this.etag);
			}
			if (this.lastModified != null) {
				request.header("If-Modified-Since", this.lastModified);
			}
		}

	}

}
