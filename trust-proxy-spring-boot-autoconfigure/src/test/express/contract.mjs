// A small model of the contract. Every deliberate difference from Express is a rule that can be switched off: with no
// rule the model has to answer exactly as Express does, with all rules it answers as trust-proxy does. The generator
// checks the former on every vector, so a difference nobody named cannot slip through.

import { createRequire } from 'node:module'

import { format, hasPrefix, isMapped, isUnspecified, parseIPv4, parseIPv6, parseLiteral, splitZone } from './addresses.mjs'
import { DIFFERENCES } from './differences.mjs'

// The parser that proxy-addr uses, for the model without the rule 'malformed-entry'
const lenient = ['express', 'proxy-addr'].reduce(requireFrom, createRequire(import.meta.url))('ipaddr.js')

export const ALL_RULES = new Set(Object.keys(DIFFERENCES))
export const NO_RULES = new Set()

const MAX_HOPS = 32

const NAMES = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
}

const SCHEMES = new Map([
  ['http', 'http'],
  ['https', 'https'],
  ['ws', 'http'],
  ['wss', 'https'],
])

/** The custom policies that vectors refer to by name. */
export const FUNCTIONS = {
  'fn:none': () => false,
  'fn:all': () => true,
  'fn:hop-below-2': (address, hop) => hop < 2,
  'fn:hop-1-only': (address, hop) => hop === 1,
}

/** What the request is answered with under the given rules, and the index of the client hop. */
export function resolve(request, rules) {
  const trusts = compile(request.trust, rules)
  const peer = readPeer(request.peer)
  const hops = walk(peer, entries(request, rules), trusts, rules)
  const client = hops.length - 1
  const believed = trusts(peer.address, 0)
  return {
    client,
    answer: {
      ip: print(hops[client], rules),
      ips: hops.slice(1).reverse().map((hop) => print(hop, rules)),
      protocol: protocol(request, believed, client, rules),
      hostname: hostname(request, believed, client, rules),
    },
  }
}

/** The rules without which the answer would be another one. */
export function explain(request, expected) {
  return [...ALL_RULES].filter((rule) => {
    const others = new Set(ALL_RULES)
    others.delete(rule)
    return JSON.stringify(resolve(request, others).answer) !== JSON.stringify(expected)
  })
}

/** All values of a header, as an HTTP parser hands them out: in order, without the white space around a line. */
export function headerLines(request, name) {
  return request.headers
    .filter(([key]) => key.toLowerCase() === name)
    .map(([, value]) => trimBlank(value))
}

export function trimBlank(text) {
  return text.replace(/^[ \t]+|[ \t]+$/g, '')
}

// The policy

function compile(trust, rules) {
  const trusts = compilePolicy(trust, rules)
  return rules.has('max-hops') ? (address, hop) => hop < MAX_HOPS && trusts(address, hop) : trusts
}

function compilePolicy(trust, rules) {
  if (typeof trust === 'boolean') {
    return () => trust
  }
  if (typeof trust === 'number') {
    return (address, hop) => hop < trust
  }
  if (typeof trust === 'string') {
    return FUNCTIONS[trust] ?? compilePolicy(trust.split(/ *, */), rules)
  }
  if (rules.has('count-as-text') && trust.length === 1 && /^[0-9]+$/.test(trust[0])) {
    return compilePolicy(Number(trust[0]), rules)
  }
  const ranges = trust.flatMap((item) => NAMES[item] ?? [item]).map(parseRange)
  return (address) => address !== null && ranges.some(({ prefix, length }) => hasPrefix(address, prefix, length))
}

function parseRange(item) {
  const [text, range] = item.split('/')
  const bytes = parseIPv4(text) ?? parseIPv6(text) ?? parseLeniently(text)
  const length = range === undefined ? bytes.length * 8 : prefixLength(range)
  // A mapped range is the IPv4 range it covers; the contract allows none shorter than /96
  return bytes.length === 16 && isMapped(bytes)
    ? { prefix: bytes.slice(12), length: length - 96 }
    : { prefix: bytes, length }
}

function prefixLength(range) {
  const netmask = parseIPv4(range)
  return netmask ? netmask.map(countBits).reduce((sum, bits) => sum + bits) : Number(range)
}

function countBits(byte) {
  return byte.toString(2).replaceAll('0', '').length
}

// The walk

function entries(request, rules) {
  const trim = rules.has('tab-trimmed') ? trimBlank : (text) => text.replace(/^ +| +$/g, '')
  return headerLines(request, 'x-forwarded-for')
    .join(',')
    .split(',')
    .map(trim)
    .filter((entry) => entry !== '')
}

/** The hops from the peer to the client. */
function walk(peer, chain, trusts, rules) {
  const hops = [peer]
  for (const entry of chain.reverse()) {
    const hop = readEntry(entry, rules)
    if (!trusts(hops.at(-1).address, hops.length - 1) || !hop) {
      break
    }
    hops.push(hop)
  }
  return hops
}

function readPeer(peer) {
  return { text: peer, address: parseLiteral(peer) }
}

/** A hop, or null when the entry is malformed. */
function readEntry(entry, rules) {
  const text = rules.has('address-with-port') ? withoutPort(entry) : entry
  const address = text === null ? null : parseLiteral(text)
  if (address && !isUnspecified(address)) {
    return { text, address }
  }
  return rules.has('malformed-entry') ? null : { text: entry, address: parseLeniently(entry) }
}

/** The address part of `ip`, `ip:port`, `[ipv6]` and `[ipv6]:port`, or null. */
function withoutPort(entry) {
  if (entry.startsWith('[')) {
    const end = entry.indexOf(']')
    const inner = entry.slice(1, end)
    const rest = entry.slice(end + 1)
    const valid = end !== -1 && inner.includes(':') && (rest === '' || isPort(rest))
    return valid ? inner : null
  }
  const colon = entry.indexOf(':')
  if (colon === -1 || entry.includes(':', colon + 1)) {
    return entry
  }
  return isPort(entry.slice(colon)) ? entry.slice(0, colon) : null
}

function isPort(text) {
  return /^:[1-9][0-9]{0,4}$/.test(text) && Number(text.slice(1)) <= 65535
}

function parseLeniently(text) {
  return lenient.isValid(text) ? lenient.process(text).toByteArray() : null
}

function print(hop, rules) {
  const [text, zone] = hop.address ? splitZone(hop.text) : [hop.text, '']
  const shown = hop.address && rules.has('canonical-text') ? format(hop.address) : text
  return rules.has('zone-dropped') ? shown : shown + zone
}

// Scheme and host

function protocol(request, believed, client, rules) {
  const own = request.tls ? 'https' : 'http'
  const value = believed ? forwardedValue(request, 'x-forwarded-proto', client, rules) : null
  if (value === null) {
    return own
  }
  const scheme = SCHEMES.get(value.toLowerCase())
  if (!scheme) {
    // Express trims more than blanks here, a no-break space for one
    return rules.has('scheme-ignored') ? own : value.trim()
  }
  return rules.has('scheme-form') ? scheme : value
}

function hostname(request, believed, client, rules) {
  const value = believed ? forwardedValue(request, 'x-forwarded-host', client, rules) : null
  const ignored = value === null || (rules.has('host-ignored') && !isHost(value))
  return stripPort(ignored ? headerLines(request, 'host')[0] : value)
}

/** The value that the proxy at the client's side wrote, or null when nothing was sent. */
function forwardedValue(request, name, client, rules) {
  const lines = headerLines(request, name).join(',')
  if (lines === '') {
    return null
  }
  const values = lines.split(',').map(trimBlank)
  const distance = rules.has('aligned-origin') ? Math.max(1, client) : values.length
  return values[Math.max(0, values.length - distance)]
}

function stripPort(host) {
  const from = host.startsWith('[') ? host.indexOf(']') + 1 : 0
  const colon = host.indexOf(':', from)
  return colon === -1 ? host : host.slice(0, colon)
}

function isHost(text) {
  const host = stripPort(text)
  const port = text.slice(host.length)
  if (port !== '' && !isPort(port)) {
    return false
  }
  if (host.startsWith('[')) {
    return host.endsWith(']') && parseIPv6(host.slice(1, -1)) !== null
  }
  return host.length <= 253 && host.split('.').every(isLabel)
}

function isLabel(label) {
  return /^[0-9a-z_]([0-9a-z_-]{0,61}[0-9a-z_])?$/i.test(label)
}

/** The `require` of a dependency, which sees the dependency's own dependencies. */
function requireFrom(require, name) {
  return createRequire(require.resolve(name))
}
