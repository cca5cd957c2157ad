// Every deliberate difference from Express, once, with its reason.

export const DIFFERENCES = {
  'aligned-origin':
    'Scheme and host are taken from the proxy that vouched for the client: the d-th value from the right, d being the ' +
    'index of the client hop (at least 1), or the left-most when there are fewer. Express takes the left-most value, ' +
    'which a client can forge where a proxy appends.',
  'malformed-entry':
    'An entry that is no strict address (host names, unknown, octal, hex, short or integer IPv4, 0.0.0.0, ::, a bad ' +
    'port) stops the walk at the last verified hop. Express returns its text as the address, or reads it leniently.',
  'address-with-port':
    'ip:port, [ipv6] and [ipv6]:port are understood and answered without brackets and port. Express returns the text ' +
    'and never matches it with an address or range.',
  'canonical-text':
    'Addresses are answered in canonical text, the peer included: IPv4-mapped IPv6 as dotted IPv4, other IPv6 as in ' +
    'RFC 5952. Express returns the text as it was sent.',
  'zone-dropped': 'A zone such as %eth0 is no part of the answered address. Express keeps it.',
  'count-as-text': "The text '1' is a hop count. In Express it is the address 0.0.0.1.",
  'scheme-ignored': 'A forwarded scheme other than http, https, ws and wss is ignored. Express returns any text.',
  'scheme-form':
    'The forwarded scheme is lower-cased, ws becomes http and wss becomes https. Express returns the text as sent.',
  'host-ignored': 'A forwarded host that is no valid host with an optional valid port is ignored. Express returns it.',
  'tab-trimmed': 'A horizontal tab around an entry is optional white space. Express trims spaces only.',
  'max-hops': 'At most 32 proxies are trusted by default, whatever the policy says. Express has no limit.',
}
