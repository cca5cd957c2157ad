// Asks the real Express. Real request text goes through node's HTTP parser; only the socket is made up, because the
// peer's address has to be any we like.

import http from 'node:http'
import { createRequire } from 'node:module'
import { Duplex } from 'node:stream'

import { FUNCTIONS } from './contract.mjs'

const require = createRequire(import.meta.url)
const express = require('express')
const requireOfExpress = createRequire(require.resolve('express'))

const servers = new Map()

/** The versions in use. Fails for a proxy-addr with the IPv4-mapped range hole (CVE-2026-90711). */
export function versions() {
  const versions = {
    express: require('express/package.json').version,
    'proxy-addr': requireOfExpress('proxy-addr/package.json').version,
    node: process.versions.node.split('.')[0],
  }
  if (!versions.express.startsWith('5.')) {
    throw new Error(`Express 5 is needed, found ${versions.express}`)
  }
  if (!isAtLeast(versions['proxy-addr'], [2, 0, 8])) {
    throw new Error(`proxy-addr 2.0.8 or newer is needed, found ${versions['proxy-addr']}`)
  }
  return versions
}

/** What Express says about the request. */
export function ask(request) {
  return new Promise((resolve, reject) => {
    const connection = new MadeUpConnection(request)
    connection.answered = resolve
    connection.failed = (error) => reject(new Error(`${request.name}: ${error.message}`, { cause: error }))
    serverFor(request.trust).emit('connection', connection)
    connection.push(Buffer.from(requestText(request), 'latin1'))
  })
}

class MadeUpConnection extends Duplex {
  constructor({ peer, tls }) {
    super()
    this.remoteAddress = peer
    this.encrypted = tls
  }

  _read() {}

  _write(chunk, encoding, callback) {
    callback()
  }

  setTimeout() {}
}

function serverFor(trust) {
  const key = JSON.stringify(trust)
  if (!servers.has(key)) {
    servers.set(key, createServer(trust))
  }
  return servers.get(key)
}

function createServer(trust) {
  const app = express()
  app.set('trust proxy', FUNCTIONS[trust] ?? trust)
  app.get('/', (req, res) => {
    const { ip, ips, protocol, hostname } = req
    res.end()
    req.socket.answered({ ip, ips, protocol, hostname })
  })
  const server = http.createServer(app)
  server.on('clientError', (error, connection) => connection.failed(error))
  return server
}

function requestText({ headers }) {
  const lines = [...headers, ['Connection', 'close']].map(([name, value]) => `${name}: ${value}\r\n`)
  return `GET / HTTP/1.1\r\n${lines.join('')}\r\n`
}

function isAtLeast(version, minimum) {
  const parts = version.split('.').map(Number)
  const i = parts.findIndex((part, at) => part !== minimum[at])
  return i === -1 || parts[i] > minimum[i]
}
