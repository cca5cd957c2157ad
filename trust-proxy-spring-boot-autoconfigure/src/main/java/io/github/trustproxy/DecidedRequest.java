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

import java.net.InetAddress;
import java.util.List;

import io.github.trustproxy.address.Characters;
import io.github.trustproxy.address.HostAndPort;
import io.github.trustproxy.certificate.CertificateHeaders;
import io.github.trustproxy.certificate.ForwardedCertificate;
import io.github.trustproxy.header.ForwardedValue;
import io.github.trustproxy.header.HiddenHeaders;
import io.github.trustproxy.header.NodeChain;
import org.jspecify.annotations.Nullable;

/**
 * A request together with what was decided about it. This is the one place that carries a
 * decision: everybody who wants to know it finds it here. The request belongs to the
 * server, so that its headers can be read here only until it has been answered.
 *
 * @param <R> the type of the request
 * @since 0.1.0
 */
public abstract class DecidedRequest<R> implements Decision {

	/**
	 * The attribute of a request or exchange that holds its decision. Dispatches hand out
	 * other request objects and decorators other exchanges, but the attributes stay.
	 */
	public static final String ATTRIBUTE = DecidedRequest.class.getName();

	private final TrustProxy trustProxy;

	private final R request;

	private final RequestReader<R> reader;

	private final boolean shown;

	private boolean announced;

	private DecidedRequest(TrustProxy trustProxy, R request, RequestReader<R> reader, boolean shown) {
		this.trustProxy = trustProxy;
		this.request = request;
		this.reader = reader;
		this.shown = shown;
	}

	/**
	 * Keep what was decided about a request.
	 * @param shown whether the request of the server itself shows the decision
	 */
	static <R> DecidedRequest<R> of(TrustProxy trustProxy, R request, RequestReader<R> reader, boolean shown,
			ClientAddress client, Origin origin) {
		CertificateHeaders headers = trustProxy.certificateHeaders();
		return (headers != null && client.isPeerTrusted())
				? new WithCertificate<>(trustProxy, request, reader, shown, client, origin, headers)
				: new Walked<>(trustProxy, request, reader, shown, client, origin);
	}

	/**
	 * Return the decision that an attribute holds.
	 * @param attribute the value of the {@linkplain #ATTRIBUTE attribute}
	 * @return the request with its decision, or {@code null} if there is none yet
	 */
	public static @Nullable DecidedRequest<?> of(@Nullable Object attribute) {
		return (attribute instanceof DecidedRequest<?> decided) ? decided : null;
	}

	@Override
	public HiddenHeaders hiddenHeaders() {
		return this.trustProxy.hiddenHeaders(peerTrusted());
	}

	/**
	 * Return the settings that it was decided by.
	 * @return the compiled settings
	 */
	public TrustProxy trustProxy() {
		return this.trustProxy;
	}

	/**
	 * Return whether the request of the server itself shows what was decided, so that
	 * nobody has to wrap it.
	 * @return {@code true} if the decision was made at a {@link Door}
	 */
	public boolean isShown() {
		return this.shown;
	}

	/**
	 * Tell who listens of the request, unless that has been done.
	 * @return whether it was done now
	 */
	public boolean announce() {
		if (this.announced) {
			return false;
		}
		this.announced = true;
		this.trustProxy.announce(this);
		return true;
	}

	/**
	 * Return the lines of a header, hidden or not.
	 * @param name the name of the header
	 * @return the lines as the server received them, empty without any
	 */
	public List<String> headerLines(String name) {
		return this.reader.headerLines(this.request, name);
	}

	/**
	 * Return what a trusted peer says about the certificate of the client. It is read
	 * when it is asked for, and once.
	 * @return what is to be seen instead of the certificate of the peer, or {@code null}
	 * if that is the one of the client
	 */
	public @Nullable ForwardedCertificate certificate() {
		// What a proxy presents must not become the client's
		return peerTrusted() ? ForwardedCertificate.NONE : null;
	}

	/**
	 * Return whether a trusted proxy sent something that is no address or no certificate
	 * where one has to be.
	 * @return {@code true} if the request is one that {@link MalformedHandling#REJECT}
	 * refuses
	 */
	public boolean isMalformed() {
		if (stopReason() == StopReason.MALFORMED) {
			return true;
		}
		ForwardedCertificate certificate = certificate();
		return certificate != null && certificate.isMalformed();
	}

	/**
	 * Return the scheme of the connection.
	 * @return {@code http} or {@code https}
	 */
	public String scheme() {
		return this.reader.scheme(this.request);
	}

	/**
	 * Return whether the request has a header with addresses, from whomever it is.
	 * @return {@code false} if nobody seems to have forwarded it
	 */
	public boolean isForwarded() {
		return this.trustProxy.forwardedHeaders().isForwarded(chain(), this.request, this.reader);
	}

	/**
	 * Return whether a host was forwarded that is not allowed.
	 * @return {@code false} also if the host is none
	 */
	public boolean isHostRefused() {
		if (origin().host() != null || this.trustProxy.headerSettings().allowedHosts().allowAny()) {
			return false;
		}
		String host = this.trustProxy.forwardedHeaders()
			.sent(this.request, this.reader, ForwardedValue.HOST, client().vouchedDistance());
		return host != null && HostAndPort.parse(host) != null;
	}

	/**
	 * Return whether a port was forwarded that is the default of the other scheme.
	 * @return {@code false} also if the port is none
	 */
	public boolean isPortRefused() {
		String port = this.trustProxy.forwardedHeaders()
			.sent(this.request, this.reader, ForwardedValue.PORT, client().vouchedDistance());
		String scheme = origin().scheme();
		return port != null
				&& !OriginDecision.fits(Characters.port(port, 0, port.length()), (scheme != null) ? scheme : scheme());
	}

	/**
	 * Return whether the left-most entry, which is the client, is trusted as well, so
	 * that it could have named another one. The walk does not ask about it.
	 * @return whether it is trusted; {@code false} if a policy of the application would
	 * have to be asked
	 */
	public boolean isClientTrusted() {
		return !client().policy().isCustom() && client().reasonNotToTrust(this.request, this.reader) == null;
	}

	/**
	 * Return why the walk would have stopped at the client without the hop limit, which
	 * makes no difference where the client is not trusted.
	 * @return the reason; {@link StopReason#HOP_LIMIT} if the walk would have gone on, or
	 * if a policy of the application would have to be asked
	 */
	public StopReason stopReasonWithoutLimit() {
		StopReason reason = stopReason();
		StopReason other = (reason == StopReason.HOP_LIMIT && !client().policy().isCustom())
				? client().reasonNotToTrust(this.request, this.reader) : null;
		return (other != null) ? other : reason;
	}

	/**
	 * Return how the decision came about. This is for diagnosis: it costs much more than
	 * the decision.
	 * @return what was made of each hop and value
	 */
	public DecisionTrace trace() {
		DecisionTrace trace = new DecisionTrace(this, OriginDecision.ownPort(this.request, this.reader));
		if (peerTrusted()) {
			ForwardedHeaders headers = this.trustProxy.forwardedHeaders();
			headers.origin(this.request, this.reader, headers.chain(this.request, this.reader),
					client().vouchedDistance(), trace);
		}
		return trace;
	}

	/**
	 * Return the forwarded addresses, unread.
	 */
	abstract NodeChain chain();

	/**
	 * Return whether the request proves what a hop needs.
	 * @param hop the distance of the hop
	 */
	boolean meets(Proof proof, int hop) {
		return proof.isMetBy(this.request, this.reader, hop);
	}

	/**
	 * Say what the request lacks to prove it.
	 * @param hop the distance of the hop
	 */
	String missing(Proof proof, int hop) {
		return proof.missing(this.request, this.reader, hop);
	}

	/**
	 * A request whose client was looked for.
	 *
	 * @param <R> the type of the request
	 */
	private static class Walked<R> extends DecidedRequest<R> {

		private final ClientAddress client;

		private final Origin origin;

		Walked(TrustProxy trustProxy, R request, RequestReader<R> reader, boolean shown, ClientAddress client,
				Origin origin) {
			super(trustProxy, request, reader, shown);
			this.client = client;
			this.origin = origin;
		}

		@Override
		public ClientAddress client() {
			return this.client;
		}

		@Override
		public Origin origin() {
			return this.origin;
		}

		@Override
		NodeChain chain() {
			return this.client.chain();
		}

	}

	/**
	 * A request of a client that connects itself. Most of what could be asked about it
	 * nobody asks, and the text of its address is known already.
	 *
	 * @param <R> the type of the request
	 */
	static class Direct<R> extends DecidedRequest<R> {

		private final CompiledPolicy policy;

		private final String ip;

		private final int port;

		private final NodeChain chain;

		private @Nullable ClientAddress client;

		/**
		 * Keep what was decided about a request.
		 * @param policy the policy that does not trust the peer
		 * @param ip the canonical text of the address of the peer
		 * @param port the port of the peer
		 * @param chain what it sent nevertheless
		 */
		Direct(TrustProxy trustProxy, R request, RequestReader<R> reader, boolean shown, CompiledPolicy policy,
				String ip, int port, NodeChain chain) {
			super(trustProxy, request, reader, shown);
			this.policy = policy;
			this.ip = ip;
			this.port = port;
			this.chain = chain;
		}

		@Override
		public ClientAddress client() {
			// Other threads may write the field as well, so it is read only once
			ClientAddress client = this.client;
			if (client == null) {
				client = ClientAddress.ofUntrustedPeer(this.policy, this.ip, this.port, this.chain);
				this.client = client;
			}
			return client;
		}

		@Override
		public Origin origin() {
			return Origin.UNCHANGED;
		}

		@Override
		NodeChain chain() {
			return this.chain;
		}

		@Override
		public boolean peerTrusted() {
			return false;
		}

		@Override
		public StopReason stopReason() {
			return StopReason.PEER_NOT_TRUSTED;
		}

		@Override
		public String clientIp() {
			return this.ip;
		}

		@Override
		public int clientPort() {
			return this.port;
		}

		@Override
		public boolean isClientKnown() {
			return true;
		}

	}

	/**
	 * A direct request to a server that has addresses as objects. It is another class
	 * because the others need no room for one.
	 *
	 * @param <R> the type of the request
	 */
	static final class DirectWithAddress<R> extends Direct<R> {

		private final InetAddress address;

		/**
		 * Keep what was decided about a request.
		 * @param policy the policy that does not trust the peer
		 * @param ip the canonical text of the address of the peer
		 * @param address the address, with that text as its name
		 * @param port the port of the peer
		 * @param chain what it sent nevertheless
		 */
		DirectWithAddress(TrustProxy trustProxy, R request, RequestReader<R> reader, boolean shown,
				CompiledPolicy policy, String ip, InetAddress address, int port, NodeChain chain) {
			super(trustProxy, request, reader, shown, policy, ip, port, chain);
			this.address = address;
		}

		@Override
		public InetAddress clientAddress() {
			return this.address;
		}

	}

	/**
	 * A request whose peer forwards certificates. It is another class because most
	 * requests need no room for one.
	 *
	 * @param <R> the type of the request
	 */
	private static final class WithCertificate<R> extends Walked<R> {

		private final CertificateHeaders headers;

		private @Nullable ForwardedCertificate certificate;

		WithCertificate(TrustProxy trustProxy, R request, RequestReader<R> reader, boolean shown, ClientAddress client,
				Origin origin, CertificateHeaders headers) {
			super(trustProxy, request, reader, shown, client, origin);
			this.headers = headers;
		}

		@Override
		public ForwardedCertificate certificate() {
			ForwardedCertificate certificate = this.certificate;
			if (certificate == null) {
				certificate = this.headers.read(this::headerLines, client().vouchedDistance());
				this.certificate = certificate;
			}
			return certificate;
		}

	}

}
