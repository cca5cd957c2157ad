// The requests that are asked. Each group looks at one subject; the others vary along with it.

import { pairwise } from './pairwise.mjs'

const CLIENT = '203.0.113.7'
const CLIENT6 = '2001:db8:c::7'
const SPOOFED = '198.51.100.66'
const HOST = 'app.internal:8080'

// Policies with addresses they trust and peers they do not. Ranges carry addresses from both of their ends.
const RANGE_POLICIES = [
  policy(['loopback'], ['127.0.0.1', '127.255.255.254', '::1'], ['128.0.0.1', '::2', '10.0.0.9']),
  policy(['linklocal'], ['169.254.0.1', '169.254.255.254', 'fe80::1'], ['169.253.255.255', 'fec0::1']),
  policy(['uniquelocal'], ['10.0.0.9', '172.31.255.254', 'fd00::5'], ['172.32.0.1', '127.0.0.1', 'fe00::1']),
  policy(['uniquelocal', '::1'], ['192.168.7.7', 'fc00::1', '::1'], ['192.169.0.0', '::2']),
  policy(['loopback', 'linklocal', 'uniquelocal'], ['10.0.0.9', '127.0.0.1', 'fe80::9'], ['100.64.0.1', '2001:db8::9']),
  policy(['10.0.0.9'], ['10.0.0.9'], ['10.0.0.8', '2001:db8::9']),
  policy(['10.0.0.9', '10.0.0.7', '192.0.2.44'], ['10.0.0.9', '10.0.0.7', '192.0.2.44'], ['10.0.0.10']),
  policy(['2001:db8:1::9'], ['2001:db8:1::9'], ['2001:db8:1::8', '10.0.0.9']),
  policy(['2001:db8:1::9', '::1'], ['2001:db8:1::9', '::1'], ['127.0.0.1']),
  policy(['10.0.0.0/8'], ['10.0.0.9', '10.255.255.255', '10.0.0.0'], ['11.0.0.0', '9.255.255.255']),
  policy(['172.16.0.0/12'], ['172.16.0.1', '172.31.255.255'], ['172.15.255.255', '172.32.0.0']),
  policy(['192.0.2.64/26'], ['192.0.2.64', '192.0.2.127'], ['192.0.2.63', '192.0.2.128']),
  policy(['192.0.2.10/31'], ['192.0.2.10', '192.0.2.11'], ['192.0.2.12']),
  policy(['192.0.2.10/32'], ['192.0.2.10'], ['192.0.2.11']),
  policy(['10.0.0.5/8'], ['10.200.0.1', '10.0.0.9'], ['192.168.0.1']),
  policy(['10.0.0.0/255.0.0.0'], ['10.0.0.9', '10.9.8.7'], ['11.0.0.1']),
  policy(['192.0.2.0/255.255.255.192'], ['192.0.2.1', '192.0.2.63'], ['192.0.2.64']),
  policy(['2001:db8:1::/48'], ['2001:db8:1::1', '2001:db8:1:ffff::2'], ['2001:db8:2::1', '10.0.0.9']),
  policy(['fe80::/125'], ['fe80::1', 'fe80::7'], ['fe80::8']),
  policy(['fc00::/7'], ['fc00::1', 'fdff::2'], ['fbff::1', '192.168.0.1']),
  policy(['2001:db8:1::9/128'], ['2001:db8:1::9'], ['2001:db8:1::a']),
  policy(
    ['loopback', '10.0.0.0/8', '2001:db8:1::/48', '192.0.2.10'],
    ['10.0.0.9', '2001:db8:1::1', '192.0.2.10'],
    ['192.0.2.11'],
  ),
  policy(['loopback', '192.0.2.0/255.255.255.0', 'fc00::/7'], ['192.0.2.200', 'fd00::5', '127.0.0.1'], ['198.51.100.1']),
  policy(['::ffff:10.0.0.9'], ['10.0.0.9'], ['10.0.0.8', '2001:db8::a00:9']),
  policy(['::ffff:a00:9', '::ffff:10.0.0.7'], ['10.0.0.9', '10.0.0.7'], ['::a00:9']),
  policy(['::ffff:10.0.0.0/104'], ['10.0.0.9', '10.255.0.1'], ['11.0.0.1', '::1']),
  policy(['::ffff:a00:0/120'], ['10.0.0.9', '10.0.0.255'], ['10.0.1.0']),
  policy(['::ffff:10.0.0.9/128'], ['10.0.0.9'], ['10.0.0.8']),
  policy(['::ffff:10.0.0.0/104', 'fe80::/10'], ['10.0.0.9', 'fe80::9'], ['fc00::1']),
  policy(['::ffff:0:0/96'], ['10.0.0.9', '192.0.2.10'], ['2001:db8::9', '::a00:9']),
  // An IPv6 range that holds the mapped addresses still matches no IPv4 (CVE-2026-90711)
  policy(['::/1'], ['2001:db8:1::9', '::1'], ['10.0.0.9', '127.0.0.1']),
  policy(['::/64'], ['::1', '::2'], ['10.0.0.9', '127.0.0.1']),
  policy(['::/1', '10.0.0.0/8'], ['10.0.0.9', '2001:db8:1::9'], ['127.0.0.1']),
  policy(['0.0.0.0/1', '128.0.0.0/1'], ['10.0.0.9', '192.0.2.10'], ['2001:db8::9']),
]

const HOP_POLICIES = [
  policy(true, ['10.0.0.9', '2001:db8:1::9', '198.51.100.1'], []),
  policy(1, ['10.0.0.9', '2001:db8:1::9'], []),
  policy(2, ['10.0.0.9', '2001:db8:1::9'], []),
  policy(3, ['10.0.0.9', '198.51.100.1'], []),
  policy(5, ['10.0.0.9', '2001:db8:1::9'], []),
  policy(99, ['10.0.0.9', '198.51.100.1'], []),
  policy('fn:all', ['10.0.0.9', '2001:db8:1::9'], []),
  policy('fn:hop-below-2', ['10.0.0.9', '2001:db8:1::9'], []),
  policy(false, [], ['10.0.0.9', '2001:db8:1::9']),
  policy(0, [], ['10.0.0.9', '127.0.0.1']),
  policy('fn:none', [], ['10.0.0.9', '127.0.0.1']),
  policy('fn:hop-1-only', [], ['10.0.0.9', '2001:db8:1::9']),
  policy('loopback, linklocal, uniquelocal', ['10.0.0.9', '127.0.0.1', 'fe80::9'], ['100.64.0.1', '2001:db8::9']),
]

// X-Forwarded-For lines. C: the client, S: spoofed by the client, P and Q: proxies the policy trusts
const CHAINS = [
  [],
  ['C'],
  ['S, C'],
  ['S, S, S, C'],
  ['C, P'],
  ['S, C, P'],
  ['C, Q, P'],
  ['S, C, Q, P'],
  ['P, C, Q'],
  ['P, P, P'],
  ['P, C'],
  ['S, C, P, Q, P, Q'],
  ['C,P'],
  ['  C   ,   P  '],
  [',,C,,'],
  [', S,, C, ,P ,'],
  ['S', 'C, P'],
  ['S', 'C', 'P'],
  ['C', ''],
  ['', 'S, C', '', 'P'],
]
const STRANGER_CHAINS = [[], ['C'], ['S, C'], ['P'], ['C, P']]
const MAPPED_CHAINS = [['C'], ['S, C, P'], ['S', 'C']]

const PROTOS = [[], ['https'], ['http']]
const HOSTS = [[], ['example.com'], ['example.com:8443'], ['[2001:db8::1]:8443'], ['a.b.example:80']]
const OWN_HOSTS = [HOST, 'localhost', '192.0.2.80:3000', '[2001:db8::80]:8080', '[2001:db8::80]']

// No address by the contract, though Express reads some of them as one
const MALFORMED = [
  'unknown', 'UNKNOWN', '_hidden', '_SEVKISEK', 'junk', 'localhost', 'proxy.internal', 'null', '-', '-1', '1', '*',
  '0177.0.0.1', '010.0.0.5', '0x7f.0.0.1', '0x7f.1', '127.1', '127.0.1', '2130706433', '0x7f000001', '203.0.113.07',
  '256.0.0.1', '203.0.113', '203.0.113.7.8', '203.0.113.7.', '.203.0.113.7', '203..113.7', '+203.0.113.7',
  '203.0.113.-7', '203.0.113.1e0', '203.0.113.7/8', '10.0.0.0/8', '203.0.113.7 10.0.0.7', '203.0.113.7;',
  '"203.0.113.7"', 'for=203.0.113.7', 'http://203.0.113.7', '<script>', '203.0.113.7\u00a0', '\u00a0203.0.113.7',
  '203.0.113.7:', '203.0.113.7:0', '203.0.113.7:65536', '203.0.113.7:99999', '203.0.113.7:http', '203.0.113.7:-1',
  '203.0.113.7:80:80', ':80', ':', '[]', '[]:80', '[', ']', '[::1', '::1]', '[::1]]', '[[::1]]', '[::1]x', '[::1]:',
  '[::1]:0', '[::1]:65536', '[10.0.0.5]', '[10.0.0.5]:80', ':::1', '1::2::3', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9',
  '1:2:3:4::5:6:7:8', '12345::', '2001:db8::g', '::ffff:256.0.0.1', '::ffff:10.0.0', '::10.0.0.1:1',
  '::ffff:0177.0.0.1', '::ffff:0x7f.0.0.1', '0.0.0.0', '0.0.0.0:80', '::', '[::]', '[::]:80', '::0',
  '0:0:0:0:0:0:0:0', '::ffff:0.0.0.0', '::ffff:0:0',
]

// Addresses in other than canonical text, with zones and with ports
const TEXTS = [
  '2001:DB8::7', '2001:0db8::0007', '2001:0DB8:0:0:0:0:0:7', '2001:db8:0:0:1:0:0:1', '2001:db8::1:1:1:1:1',
  '2001:db8:0:1:1:1:1:1', '2001:0:0:1:0:0:0:1', '1:2:3:4:5:6:7::', '::2:3:4:5:6:7:8', '1::', '::abcd', '::FFFF',
  'FE80::1', '0:0:0:0:0:0:0:1', '::ffff:203.0.113.7', '::FFFF:203.0.113.7', '::ffff:cb00:7107',
  '0:0:0:0:0:ffff:203.0.113.7', '0:0:0:0:0:FFFF:CB00:7107', '::203.0.113.7', '64:ff9b::cb00:7107', '2002:cb00:7107::1',
  '2001:db8::203.0.113.7', 'fe80::1%eth0', 'fe80::1%2', 'FE80::0001%eth0', '203.0.113.7:5000', '203.0.113.7:1',
  '203.0.113.7:65535', '[2001:db8::7]', '[2001:db8::7]:443', '[2001:DB8:0::7]:65535', '[::ffff:203.0.113.7]:80',
  '[::1]', '127.0.0.1', '127.0.0.1:80', '255.255.255.255', '224.0.0.1', 'ff02::1', '100.64.0.1', '1.2.3.4',
]

// Trusted proxies as a chain may show them; the range is 10.0.0.0/8 and fe80::/10
const PROXY_TEXTS = [
  '10.0.0.7', '::ffff:10.0.0.7', '::FFFF:A00:7', '0:0:0:0:0:ffff:a00:7', '10.0.0.7:8080', '[::ffff:10.0.0.7]:8080',
  'fe80::7', 'FE80::7', 'fe80:0:0:0:0:0:0:7', 'fe80::7%eth0', 'fe80::7%3', '[fe80::7]', '[fe80::7]:8080', '::10.0.0.7',
]

const PEER_TEXTS = [
  '::ffff:10.0.0.9', '::FFFF:10.0.0.9', '::ffff:a00:9', 'fe80::9%eth0', 'fe80::9%2', 'fe80:0:0:0:0:0:0:9',
  '::ffff:203.0.113.50', 'fec0::9', '2001:db8:0:0:0:0:0:50', '2001:DB8::50',
]

const BAD_SCHEMES = [
  'javascript', 'ftp', 'h t t p', 'https;', '"https"', 'https\thttp', 'https\u00a0', 'on', '1', 'httpss', 'file',
]
const SCHEME_FORMS = ['HTTPS', 'Http', 'HTTP', 'ws', 'wss', 'WSS', 'Ws']

const BAD_HOSTS = [
  'user@a.example', 'a.example/x', 'a.example?x', 'a.example#x', 'a\\b', 'http://a.example', 'a b', 'a%00b', '*', '.',
  '..', 'a..b', '[::1', '[::1]evil', '::1', '2001:db8::1', '[10.0.0.1]', '[]', '[]:80', '-a.example', 'a.example:0',
  'a.example:65536', 'a.example:http', 'a.example:80:80', ':8443', '"a.example"', '<a.example>',
  'b\u00fccher.example', `${'a'.repeat(64)}.example`, `${'a.'.repeat(127)}example`,
]
const GOOD_HOSTS = [
  'EXAMPLE.com', 'a_b.example', 'xn--bcher-kva.example', 'localhost:3000', '192.0.2.1', '192.0.2.1:8443', '[::1]',
  `${'a'.repeat(63)}.example`, 'a.example:1', 'a.example:65535', 'A-1.Example:80',
]

/** All requests of the grid, in no particular order. */
export function grid() {
  return [
    ...walks(),
    ...strangers(),
    ...mappedPeers(),
    ...malformedEntries(),
    ...addressTexts(),
    ...tabs(),
    ...longChains(),
    ...countsAsText(),
    ...alignment(),
    ...origins(),
    ...values(),
  ]
}

function walks() {
  let turn = 0
  return [...RANGE_POLICIES, ...HOP_POLICIES].flatMap((policy) =>
    policy.trusted.slice(0, 2).flatMap((peer, second) =>
      CHAINS.filter((_, i) => !second || i % 3 === 2).map((chain) => {
        const context = { ...policyContext(policy), client: turn % 3 === 2 ? CLIENT6 : CLIENT }
        return request(`walk | ${policy.label} | peer ${peer}`, policy.trust, peer, chain, context, turn++)
      }),
    ),
  )
}

function strangers() {
  let turn = 0
  return [...RANGE_POLICIES, ...HOP_POLICIES].flatMap((policy) =>
    policy.strangers.flatMap((peer) =>
      STRANGER_CHAINS.map((chain) =>
        request(`stranger | ${policy.label} | peer ${peer}`, policy.trust, peer, chain, policyContext(policy), turn++),
      ),
    ),
  )
}

/** The same policies seen from a dual-stack socket, which shows IPv4 peers as mapped addresses. */
function mappedPeers() {
  let turn = 0
  return [...RANGE_POLICIES, ...HOP_POLICIES].flatMap((policy) => {
    const peer = [...policy.trusted, ...policy.strangers].find((address) => !address.includes(':'))
    if (!peer) {
      return []
    }
    const mapped = `::ffff:${peer}`
    const prefix = `mapped peer | ${policy.label} | peer ${mapped}`
    return MAPPED_CHAINS.map((chain) =>
      request(prefix, policy.trust, mapped, chain, policyContext(policy), turn++),
    )
  })
}

function malformedEntries() {
  const always = [
    [['10.0.0.0/8'], ['S, X, P']],
    // Left of the client: nobody may ever notice
    [['10.0.0.0/8'], ['X, C, P']],
  ]
  const inTurn = [
    [['10.0.0.0/8'], ['X']],
    [true, ['S, X, P']],
    [2, ['X, P']],
    [1, ['S, X']],
  ]
  return MALFORMED.flatMap((entry, turn) =>
    [...always, pick(inTurn, turn)].map(([trust, chain]) => {
      const context = { client: CLIENT, proxies: ['10.0.0.9', '10.0.0.7'], entry }
      return request(`malformed | ${show(entry)} | ${label(trust)}`, trust, '10.0.0.9', chain, context)
    }),
  )
}

function addressTexts() {
  const proxies = ['10.0.0.0/8', 'fe80::/10']
  const context = { client: CLIENT, proxies: ['10.0.0.9', '10.0.0.7'] }
  const clients = TEXTS.flatMap((entry) =>
    [[proxies, ['S, X, P']], [1, ['S, X']], [true, ['X, P']]].map(([trust, chain]) =>
      request(`address text | ${show(entry)} | ${label(trust)}`, trust, '10.0.0.9', chain, { ...context, entry }),
    ),
  )
  const hops = PROXY_TEXTS.flatMap((entry) =>
    [[proxies, ['S, C, X']], [proxies, ['X']], [2, ['S, C, X']]].map(([trust, chain]) =>
      request(`proxy text | ${show(entry)} | ${label(trust)}`, trust, '10.0.0.9', chain, { ...context, entry }),
    ),
  )
  const peers = PEER_TEXTS.flatMap((peer) =>
    [[proxies, []], [proxies, ['S, C']], [1, ['S, C']], [false, ['S, C']]].map(([trust, chain]) =>
      request(`peer text | ${peer} | ${label(trust)}`, trust, peer, chain, context),
    ),
  )
  return [...clients, ...hops, ...peers]
}

function tabs() {
  const chains = [
    ['S,\tC'], ['S\t,C'], ['C,\tP'], ['C\t,\tP'], ['S, C \t, \t P'], ['C,\t,P'], ['\tC, P\t'], ['S\t', '\tC'], ['\t,C'],
    ['\tS,C,P'],
  ]
  return chains.flatMap((chain) =>
    [['10.0.0.0/8'], true, 1, 2].map((trust) =>
      request(`tab | ${label(trust)}`, trust, '10.0.0.9', chain, { client: CLIENT, proxies: ['10.0.0.9', '10.0.0.7'] }),
    ),
  )
}

/** Around the limit of 32 trusted proxies, the peer being the first. */
function longChains() {
  const lengths = [30, 31, 32, 33, 40]
  const policies = [['10.0.0.0/8'], true, 32, 33, 99, 'fn:all']
  return lengths.flatMap((length) =>
    policies.flatMap((trust) => {
      const proxies = Array.from({ length }, (_, i) => `10.0.1.${length - i}`)
      const one = [[CLIENT, ...proxies].join(', ')]
      const many = [CLIENT, ...proxies]
      return [[one, 'one line'], [many, 'a line each']].map(([chain, lines]) => ({
        name: `long chain | ${label(trust)} | ${length} proxies and a client in ${lines}`,
        trust,
        peer: '10.0.0.9',
        tls: false,
        headers: headers(HOST, chain, ['https'], ['example.com']),
      }))
    }),
  )
}

function countsAsText() {
  const context = { client: CLIENT, proxies: ['10.0.0.9', '10.0.0.7'] }
  return ['1', '2', '99'].flatMap((count) =>
    [[], ['C'], ['S, C'], ['S, C, P']].map((chain, turn) =>
      request(`count as text | ${label([count])}`, [count], '10.0.0.9', chain, context, turn),
    ),
  )
}

/** Lists of schemes and hosts against walks of every length. */
function alignment() {
  const policies = [['10.0.0.0/8'], true, 1, 2, 3]
  const chains = [[], ['C'], ['S, C'], ['C, P'], ['S, C, P'], ['S, C, Q, P'], ['S, X, P'], ['X']]
  const protos = [
    ['http, https'], ['https,http'], ['https', 'http'], ['http, https, http'], ['https, https'], ['ftp, https'],
  ]
  const hosts = [
    ['evil.example', 'a.example:8443'], ['evil.example:1, a.example, b.example'], ['[2001:db8::1]:8443 , [2001:db8::2]'],
  ]
  const context = { client: CLIENT, proxies: ['10.0.0.9', '10.0.0.7', '10.0.0.8'], entry: 'unknown' }
  return policies.flatMap((trust) =>
    chains.flatMap((chain) => [
      ...protos.map((proto) => ({ proto, host: [] })),
      ...hosts.map((host) => ({ proto: [], host })),
    ].map(({ proto, host }) => originRequest('alignment', { trust, peer: '10.0.0.9', chain, proto, host, context }))),
  )
}

/** Every two of policy, peer, chain, scheme, host, own host and socket meet at least once. */
function origins() {
  const rows = pairwise({
    trust: [['10.0.0.0/8', 'fe80::/10'], ['uniquelocal', 'linklocal'], ['10.0.0.9', 'fe80::9'], true, 1, 2, 'fn:all', false],
    peer: ['10.0.0.9', 'fe80::9', '198.51.100.1'],
    chain: [[], ['C'], ['S, C'], ['C, P'], ['S', 'C, P'], [',,C,,'], ['P']],
    proto: [...PROTOS, ['http, https'], ['https, http'], ['HTTPS'], ['wss'], ['ftp'], [''], [' https ']],
    host: [...HOSTS, ['evil.example, a.example'], ['a b'], [''], [' a.example ']],
    own: OWN_HOSTS,
    tls: [false, true],
  })
  const context = { client: CLIENT, proxies: ['10.0.0.9', '10.0.0.7'] }
  return rows.map((row) => originRequest('origin', { ...row, context }))
}

/** Single schemes and hosts, good and bad, from a trusted peer and from a stranger. */
function values() {
  const context = { client: CLIENT, proxies: ['10.0.0.9'] }
  const base = { trust: ['10.0.0.0/8'], chain: ['S, C'], context }
  const schemes = [...BAD_SCHEMES, ...SCHEME_FORMS].flatMap((scheme) =>
    ['10.0.0.9', '198.51.100.1'].flatMap((peer) =>
      [false, true].map((tls) => originRequest('scheme', { ...base, peer, proto: [scheme], host: [], tls })),
    ),
  )
  const hosts = [...BAD_HOSTS, ...GOOD_HOSTS].flatMap((host) =>
    ['10.0.0.9', '198.51.100.1'].map((peer) => originRequest('host', { ...base, peer, proto: [], host: [host] })),
  )
  return [...schemes, ...hosts]
}

// Making of requests

function policy(trust, trusted, strangers) {
  return { trust, label: label(trust), trusted, strangers }
}

function policyContext({ trusted, strangers }) {
  return { client: CLIENT, proxies: trusted.length > 0 ? trusted : strangers }
}

/** A request whose origin headers take turns: single values, on which Express and we agree. */
function request(prefix, trust, peer, chain, context, turn = 0) {
  return {
    name: `${prefix} | ${showLines('for', chain)}`,
    trust,
    peer,
    tls: turn % 7 === 3,
    headers: headers(pick(OWN_HOSTS, turn), fill(chain, context), pick(PROTOS, turn), pick(HOSTS, turn + (turn >> 2))),
  }
}

function originRequest(group, { trust, peer, chain, proto, host, own = HOST, tls = false, context }) {
  const shown = [showLines('for', chain), showLines('proto', proto), showLines('host', host)].join(' | ')
  return {
    name: `${group} | ${label(trust)} | peer ${peer} | ${shown} | to ${tls ? 'https' : 'http'}://${own}`,
    trust,
    peer,
    tls,
    headers: headers(own, fill(chain, context), proto, host),
  }
}

function headers(own, chain, proto, host) {
  return [
    ['Host', own],
    ...chain.map((line) => ['X-Forwarded-For', line]),
    ...proto.map((line) => ['X-Forwarded-Proto', line]),
    ...host.map((line) => ['X-Forwarded-Host', line]),
  ]
}

/** Puts addresses in the place of C, S, P, Q and X. */
function fill(chain, { client, proxies, entry }) {
  const [first, p = first, q = p] = proxies
  const addresses = { C: client, S: SPOOFED, P: p, Q: q, X: entry }
  return chain.map((line) => line.replace(/[CSPQX]/g, (letter) => addresses[letter]))
}

function pick(values, turn) {
  return values[turn % values.length]
}

function label(trust) {
  return `trust ${Array.isArray(trust) ? trust.join(' ') : trust}`
}

function show(text) {
  return JSON.stringify(text)
}

function showLines(name, lines) {
  return lines.length === 0 ? `no ${name}` : `${name} ${lines.map((line) => show(shorten(line))).join(' + ')}`
}

function shorten(line) {
  return line.length > 60 ? `${line.slice(0, 8)}... (${line.length} characters)` : line
}
