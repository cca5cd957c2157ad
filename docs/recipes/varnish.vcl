# Varnish in front of an application that has "trust-proxy: loopback", on the same machine:
#
#   varnishd -a :80 -a 127.0.0.1:8443,PROXY -f varnish.vcl
#
# Clients connect to the first port, hitch (hitch.conf) to the second. The lines marked "yours" depend on your machine.
vcl 4.1;

import proxy;
import std;

backend default {
    .host = "127.0.0.1";                                              # yours
    .port = "8080";                                                   # yours
}

# Who may say with the PROXY protocol who the client is: hitch.
acl hitch {
    "127.0.0.1";                                                      # yours
}

sub vcl_recv {
    if (remote.ip !~ hitch && (client.ip != remote.ip || proxy.is_ssl())) {
        return (synth(403));
    }

    # Varnish has already added the address of the client to the ones that the client claims in X-Forwarded-For. The
    # application reads from the right and does not get as far as the claims.
    # If the application has "trust-proxy: true", replace what the client claims instead:
    #set req.http.X-Forwarded-For = client.ip;

    # Replaces what the client claims. hitch says whether the client came with TLS.
    set req.http.X-Forwarded-Proto = "http";
    if (proxy.is_ssl()) {
        set req.http.X-Forwarded-Proto = "https";
    }
    # If this Varnish is itself behind a proxy of yours, add to what that proxy says instead:
    #std.collect(req.http.X-Forwarded-Proto);
    #set req.http.X-Forwarded-Proto = req.http.X-Forwarded-Proto + ", http";

    # Varnish passes on every header that it is not told about, and the application believes what Varnish sends.
    unset req.http.X-Forwarded-Host;
    unset req.http.X-Forwarded-Port;
    unset req.http.X-Forwarded-Prefix;
    unset req.http.X-Forwarded-Ssl;
    unset req.http.Forwarded;

    # For WebSocket only: Varnish does not look at what the client sends from then on.
    if (req.http.Upgrade ~ "(?i)^websocket$") {
        return (pipe);
    }
}

sub vcl_pipe {
    if (req.http.Upgrade) {
        set bereq.http.Upgrade = req.http.Upgrade;
        # An application that does not switch to WebSocket closes the connection. Without "close" it would take what
        # the client sends next for another request, with all the headers that Varnish has not seen.
        set bereq.http.Connection = "Upgrade, close";
    }
}

sub vcl_hash {
    # What the application answers depends on the scheme: its links and redirects do.
    hash_data(req.http.X-Forwarded-Proto);
}

sub vcl_backend_response {
    # Varnish would store for two minutes what says nothing about caches, and give the answer that is meant for one
    # client to all of them. Only the application knows which answers depend on the client.
    if (!beresp.http.Cache-Control && !beresp.http.Expires) {
        set beresp.uncacheable = true;
    }
}
