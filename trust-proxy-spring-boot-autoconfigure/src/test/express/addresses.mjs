// Strict address literals, written from our own rules and not from Express, so that both can be compared.
// An address is an array of bytes: 4 for IPv4, 16 for IPv6. IPv4-mapped IPv6 is that IPv4.

const HEX = /^[0-9a-f]{1,4}$/i
const DECIMAL = /^(0|[1-9][0-9]{0,2})$/
const ZONE = /^[0-9a-z]+$/i

/** The bytes of a literal (a zone is dropped), or null when the text is none. */
export function parseLiteral(text) {
  const [literal, zone] = splitZone(text)
  if (!literal.includes(':')) {
    return zone === '' ? parseIPv4(literal) : null
  }
  if (zone !== '' && !ZONE.test(zone.slice(1))) {
    return null
  }
  const bytes = parseIPv6(literal)
  return bytes && unmap(bytes)
}

/** Splits `fe80::1%eth0` into `fe80::1` and `%eth0`. */
export function splitZone(text) {
  const at = text.indexOf('%')
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at)]
}

export function isUnspecified(bytes) {
  return bytes.every((byte) => byte === 0)
}

/** Dotted IPv4, or RFC 5952 without a dotted tail. */
export function format(bytes) {
  return bytes.length === 4 ? bytes.join('.') : formatIPv6(bytes)
}

export function hasPrefix(bytes, prefix, length) {
  if (bytes.length !== prefix.length) {
    return false
  }
  return bytes.every((byte, i) => {
    const bits = Math.min(8, Math.max(0, length - i * 8))
    const mask = (0xff << (8 - bits)) & 0xff
    return (byte & mask) === (prefix[i] & mask)
  })
}

export function parseIPv4(text) {
  const octets = text.split('.')
  const valid = octets.length === 4 && octets.every((octet) => DECIMAL.test(octet) && Number(octet) <= 255)
  return valid ? octets.map(Number) : null
}

export function isMapped(bytes) {
  return hasPrefix(bytes, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 0, 0, 0, 0], 96)
}

/** Like parseLiteral, but leaves an IPv4-mapped address as it is. */
export function parseIPv6(text) {
  const halves = text.split('::')
  if (halves.length > 2) {
    return null
  }
  const head = parseGroups(halves[0], halves.length === 1)
  const tail = halves.length === 2 ? parseGroups(halves[1], true) : []
  if (!head || !tail) {
    return null
  }
  const missing = 16 - head.length - tail.length
  // RFC 4291: "::" stands for one or more groups
  const fits = halves.length === 2 ? missing >= 2 : missing === 0
  return fits ? [...head, ...new Array(missing).fill(0), ...tail] : null
}

function parseGroups(text, dottedTailAllowed) {
  if (text === '') {
    return []
  }
  const groups = text.split(':')
  const bytes = []
  for (const [i, group] of groups.entries()) {
    const last = i === groups.length - 1
    const part = HEX.test(group) ? hexGroup(group) : last && dottedTailAllowed ? parseIPv4(group) : null
    if (!part) {
      return null
    }
    bytes.push(...part)
  }
  return bytes
}

function hexGroup(group) {
  const value = Number.parseInt(group, 16)
  return [value >> 8, value & 0xff]
}

function unmap(bytes) {
  return isMapped(bytes) ? bytes.slice(12) : bytes
}

function formatIPv6(bytes) {
  const groups = []
  for (let i = 0; i < 16; i += 2) {
    groups.push(bytes[i] * 256 + bytes[i + 1])
  }
  const hex = groups.map((group) => group.toString(16))
  const { start, length } = longestZeroRun(groups)
  if (length < 2) {
    return hex.join(':')
  }
  return hex.slice(0, start).join(':') + '::' + hex.slice(start + length).join(':')
}

function longestZeroRun(groups) {
  let best = { start: 0, length: 0 }
  let start = 0
  for (let i = 0; i <= groups.length; i++) {
    if (groups[i] !== 0) {
      if (i - start > best.length) {
        best = { start, length: i - start }
      }
      start = i + 1
    }
  }
  return best
}
