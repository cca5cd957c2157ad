// The scenarios of proxy-addr's own tests, under names that begin as its titles do. What has no meaning here is listed,
// with reasons, in README.md.

const TEN = ['10.0.0.0/8']

const SCENARIOS = {
  'proxyaddr(req, trust)': {
    arguments: {
      trust: {
        'should accept a function': scenario('fn:all', '127.0.0.1'),
        'should accept an array': scenario(false, '127.0.0.1'),
        'should accept a string': scenario(['127.0.0.1'], '127.0.0.1'),
        'should accept IPv4': scenario(['127.0.0.1'], '127.0.0.1'),
        'should accept IPv6': scenario(['::1'], '127.0.0.1'),
        'should accept IPv4-style IPv6': scenario(['::ffff:127.0.0.1'], '127.0.0.1'),
        'should accept pre-defined names': scenario(['loopback'], '127.0.0.1'),
        'should accept pre-defined names in array': scenario(['loopback', '10.0.0.1'], '127.0.0.1'),
        'should be invoked as trust(addr, i), here with a policy that looks at i': scenario(
          'fn:hop-below-2', '127.0.0.1', '192.168.0.1, 10.0.0.1'),
      },
    },
    'with all trusted': {
      'should return socket address with no headers': scenario('fn:all', '127.0.0.1'),
      'should return header value': scenario('fn:all', '127.0.0.1', '10.0.0.1'),
      'should return furthest header value': scenario('fn:all', '127.0.0.1', '10.0.0.1, 10.0.0.2'),
    },
    'with none trusted': {
      'should return socket address with no headers': scenario('fn:none', '127.0.0.1'),
      'should return socket address with headers': scenario('fn:none', '127.0.0.1', '10.0.0.1, 10.0.0.2'),
    },
    'with some trusted': {
      'should return socket address with no headers': scenario(TEN, '127.0.0.1'),
      'should return socket address when not trusted': scenario(TEN, '127.0.0.1', '10.0.0.1, 10.0.0.2'),
      'should return header when socket trusted': scenario(TEN, '10.0.0.1', '192.168.0.1'),
      'should return first untrusted after trusted': scenario(TEN, '10.0.0.1', '192.168.0.1, 10.0.0.2'),
      'should not skip untrusted': scenario(TEN, '10.0.0.1', '10.0.0.3, 192.168.0.1, 10.0.0.2'),
    },
    'when given array': {
      'should accept literal IP addresses': scenario(['10.0.0.1', '10.0.0.2'], '10.0.0.1', '192.168.0.1, 10.0.0.2'),
      'should not trust non-IP addresses': scenario(
        ['10.0.0.1', '10.0.0.2'], '10.0.0.1', '192.168.0.1, 10.0.0.2, localhost'),
      'should return socket address if none match': scenario(
        ['127.0.0.1', '192.168.0.100'], '10.0.0.1', '192.168.0.1, 10.0.0.2'),
      'when array empty': {
        'should return socket address': scenario(false, '127.0.0.1'),
        'should return socket address with headers': scenario(false, '127.0.0.1', '10.0.0.1, 10.0.0.2'),
      },
    },
    'when given IPv4 addresses': {
      'should accept literal IP addresses': scenario(['10.0.0.1', '10.0.0.2'], '10.0.0.1', '192.168.0.1, 10.0.0.2'),
      'should accept CIDR notation': scenario(['10.0.0.2/26'], '10.0.0.1', '192.168.0.1, 10.0.0.200'),
      'should accept netmask notation': scenario(
        ['10.0.0.2/255.255.255.192'], '10.0.0.1', '192.168.0.1, 10.0.0.200'),
    },
    'when given IPv6 addresses': {
      'should accept literal IP addresses': scenario(['fe80::1', 'fe80::2'], 'fe80::1', '2002:c000:203::1, fe80::2'),
      'should accept CIDR notation': scenario(['fe80::/125'], 'fe80::1', '2002:c000:203::1, fe80::ff00'),
    },
    'when IP versions mixed': {
      'should match respective versions': scenario(['127.0.0.1', '::1'], '::1', '2002:c000:203::1'),
      'should not match IPv4 to IPv6': scenario(['127.0.0.1'], '::1', '2002:c000:203::1'),
    },
    'when IPv4-mapped IPv6 addresses': {
      'should match IPv4 trust to IPv6 request': scenario(
        ['10.0.0.1', '10.0.0.2'], '::ffff:a00:1', '192.168.0.1, 10.0.0.2'),
      'should match IPv4 netmask trust to IPv6 request': scenario(
        ['10.0.0.1/16'], '::ffff:a00:1', '192.168.0.1, 10.0.0.2'),
      'should match IPv6 trust to IPv4 request': scenario(
        ['::ffff:a00:1', '::ffff:a00:2'], '10.0.0.1', '192.168.0.1, 10.0.0.2'),
      'should match CIDR notation for IPv4-mapped address': scenario(
        ['::ffff:a00:2/122'], '10.0.0.1', '192.168.0.1, 10.0.0.200'),
      'should match CIDR notation for IPv4-mapped address mixed with IPv6 CIDR': scenario(
        ['::ffff:a00:2/122', 'fe80::/125'], '10.0.0.1', '192.168.0.1, 10.0.0.200'),
      'should match CIDR notation for IPv4-mapped address mixed with IPv4 addresses': scenario(
        ['::ffff:a00:2/122', '127.0.0.1'], '10.0.0.1', '192.168.0.1, 10.0.0.200'),
    },
    'when given pre-defined names': {
      'should accept single pre-defined name': scenario(['linklocal'], 'fe80::1', '2002:c000:203::1, fe80::2'),
      'should accept multiple pre-defined names': scenario(
        ['loopback', 'linklocal'], '::1', '2002:c000:203::1, fe80::2'),
    },
    'when header contains non-ip addresses': {
      'should stop at first non-ip after trusted': scenario(['127.0.0.1'], '127.0.0.1', 'myrouter, 127.0.0.1, proxy'),
      'should stop at first malformed ip after trusted': scenario(
        ['127.0.0.1'], '127.0.0.1', 'myrouter, 127.0.0.1, ::8:8:8:8:8:8:8:8:8'),
      'should provide all values to function': scenario('fn:all', '127.0.0.1', 'myrouter, 127.0.0.1, proxy'),
    },
  },
  'proxyaddr.all(req, [trust])': {
    arguments: {
      trust: {
        'should be optional': scenario(true, '127.0.0.1'),
      },
    },
    'with no headers': {
      'should return socket address': scenario(true, '127.0.0.1'),
    },
    'with x-forwarded-for header': {
      'should include x-forwarded-for': scenario(true, '127.0.0.1', '10.0.0.1'),
      'should include x-forwarded-for in correct order': scenario(true, '127.0.0.1', '10.0.0.1, 10.0.0.2'),
    },
    'with trust argument': {
      'should stop at first untrusted': scenario(['127.0.0.1'], '127.0.0.1', '10.0.0.1, 10.0.0.2'),
      'should be only socket address for no trust': scenario(false, '127.0.0.1', '10.0.0.1, 10.0.0.2'),
    },
  },
  'proxyaddr.compile(trust)': {
    arguments: {
      trust: {
        'should accept an array': scenario(false, '127.0.0.1', '10.0.0.1'),
        'should accept a string': scenario(['127.0.0.1'], '127.0.0.1', '10.0.0.1'),
        'should accept IPv4': scenario(['127.0.0.1'], '127.0.0.1', '10.0.0.1'),
        'should accept IPv6': scenario(['::1'], '::1', '10.0.0.1'),
        'should accept IPv4-style IPv6': scenario(['::ffff:127.0.0.1'], '127.0.0.1', '10.0.0.1'),
        'should accept pre-defined names': scenario(['loopback'], '127.0.0.1', '10.0.0.1'),
        'should accept pre-defined names in array': scenario(['loopback', '10.0.0.1'], '10.0.0.1', '192.0.2.1, ::1'),
      },
    },
  },
  'proxyaddr.compile(trust) IPv4-mapped IPv6 subnets': {
    'should trust the intended block when written as a /104 mapped subnet': peers(
      ['::ffff:10.0.0.0/104'], '10.0.0.1', '8.8.8.8'),
    'should behave like the plain IPv4 subnet': peers(TEN, '10.0.0.1', '8.8.8.8'),
    'should treat a /96 mapped subnet as all IPv4': peers(['::ffff:0.0.0.0/96'], '10.0.0.1', '8.8.8.8'),
    'should honor a /97 mapped subnet as a proper subset of IPv4': peers(
      ['::ffff:0.0.0.0/97'], '8.8.8.8', '120.0.0.1', '200.0.0.1'),
    'should not trust IPv4 for an IPv6 subnet with zero leading bits': peers(
      ['::/1'], '8.8.8.8', '::ffff:8.8.8.8', '::ffff:10.0.0.1'),
    'should leave ordinary IPv6 subnets unaffected': peers(['fc00::/7'], '8.8.8.8', 'fc00::1'),
    'should leave the built-in uniquelocal name unaffected': peers(['uniquelocal'], '10.0.0.1', '8.8.8.8'),
    'should trust an IPv4-mapped candidate for a /104 mapped subnet': peers(
      ['::ffff:10.0.0.0/104'], '::ffff:10.0.0.1', '::ffff:8.8.8.8'),
    'should match a mapped candidate identically to its IPv4 form': peers(TEN, '::ffff:10.0.0.1', '::ffff:8.8.8.8'),
    'should not trust native IPv6 for a valid mapped subnet': peers(['::ffff:10.0.0.0/104'], '::1', '10.0.0.1'),
    'should still trust native IPv6 within an ordinary IPv6 subnet': peers(['2001:db8::/32'], '2001:db8::1', '::1'),
  },
}

/** The scenarios as requests, in the order of the original. */
export function proxyAddrSuite() {
  return flatten(SCENARIOS, [])
}

function scenario(trust, peer, forwardedFor) {
  return { trust, peer, forwardedFor, isScenario: true }
}

/** What the original asks the compiled function shows in a request: is this peer's header believed? */
function peers(trust, ...addresses) {
  return Object.fromEntries(addresses.map((address) => [`peer ${address}`, scenario(trust, address, '9.9.9.9')]))
}

function flatten(node, titles) {
  return Object.entries(node).flatMap(([title, child]) => {
    const path = [...titles, title]
    return child.isScenario ? [toRequest(path.join(' > '), child)] : flatten(child, path)
  })
}

function toRequest(name, { trust, peer, forwardedFor }) {
  const chain = forwardedFor === undefined ? [] : [['X-Forwarded-For', forwardedFor]]
  return { name, suite: 'proxy-addr', trust, peer, tls: false, headers: [['Host', 'app.internal'], ...chain] }
}
