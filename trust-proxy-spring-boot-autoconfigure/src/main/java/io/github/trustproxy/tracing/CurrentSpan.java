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

package io.github.trustproxy.tracing;

import io.github.trustproxy.RequestTrace;
import io.github.trustproxy.ShownRequest;
import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;

/**
 * Finds the span of OpenTelemetry that is current where a server lets us in: that of
 * OpenTelemetry's Java agent, which takes the client's address, the scheme and the host
 * from whatever forwarding headers a request has.
 *
 * @since 0.1.0
 */
public final class CurrentSpan implements RequestTrace.Finder {

	@Override
	public @Nullable RequestTrace current() {
		Span span = Span.current();
		return span.isRecording() ? new SpanTrace(span) : null;
	}

	private record SpanTrace(Span span) implements RequestTrace {

		@Override
		public void write(ShownRequest request) {
			SpanAttributes.set(request, this.span::setAttribute, this.span::setAttribute);
		}

		@Override
		public boolean isOpen() {
			return this.span.isRecording();
		}

	}

}
