// Writes the conformance vectors: what the real Express answers, and where we answer otherwise on purpose.

import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

import { ALL_RULES, NO_RULES, explain, headerLines, resolve } from './contract.mjs'
import { DIFFERENCES } from './differences.mjs'
import { ask, versions } from './express-driver.mjs'
import { grid } from './grid.mjs'
import { proxyAddrSuite } from './proxy-addr-suite.mjs'

const OUTPUT = fileURLToPath(new URL('../resources/express/vectors.json', import.meta.url))

const generatedWith = versions()
const requests = [...proxyAddrSuite(), ...grid()]
checkNames(requests)
requests.forEach(checkLists)

const vectors = []
for (const request of requests) {
  vectors.push(toVector(request, await ask(request)))
}
vectors.sort((a, b) => (a.name < b.name ? -1 : 1))

const same = vectors.filter((vector) => !vector.ours)
const different = vectors.filter((vector) => vector.ours)
const counts = count()
checkCounts()
mkdirSync(dirname(OUTPUT), { recursive: true })
writeFileSync(OUTPUT, toJson())
console.log(JSON.stringify(counts, null, 2))

function toVector(request, express) {
  checkModel(request, express)
  const ours = resolve(request, ALL_RULES).answer
  const vector = { ...request, express }
  if (equal(express, ours)) {
    return vector
  }
  const difference = explain(request, ours)
  if (difference.length === 0) {
    throw new Error(`${request.name}: nothing explains ${toText(express)} and ${toText(ours)}`)
  }
  return { ...vector, ours, difference }
}

/** With all differences switched off the model has to be Express: else there is a difference without a name. */
function checkModel(request, express) {
  const { answer } = resolve(request, NO_RULES)
  if (!equal(express, answer)) {
    throw new Error(`${request.name}: Express says ${toText(express)}, the model of it ${toText(answer)}`)
  }
}

function checkNames(requests) {
  const names = new Set()
  for (const { name } of requests) {
    if (names.has(name)) {
      throw new Error(`Two vectors have the name ${name}`)
    }
    names.add(name)
  }
}

/** The contract is silent about blanks within lists of schemes and hosts, so no vector may depend on them. */
function checkLists(request) {
  for (const name of ['x-forwarded-proto', 'x-forwarded-host']) {
    const values = headerLines(request, name).join(',').split(',')
    if (values.length > 1 && values.some((value) => value.trim() === '')) {
      throw new Error(`${request.name}: blank value in ${name}`)
    }
  }
}

function count() {
  return {
    vectors: vectors.length,
    same: same.length,
    different: different.length,
    'walks-past-the-peer': vectors.filter(walksPastPeer).length,
    'walks-past-the-peer-same': same.filter(walksPastPeer).length,
    'proxy-addr-suite': vectors.filter((vector) => vector.suite).length,
    differences: Object.fromEntries(
      Object.keys(DIFFERENCES).map((id) => [id, different.filter((vector) => vector.difference.includes(id)).length]),
    ),
  }
}

function walksPastPeer(vector) {
  return resolve(vector, ALL_RULES).client > 0
}

function checkCounts() {
  if (counts['walks-past-the-peer'] < 0.6 * counts.vectors) {
    throw new Error(`Only ${counts['walks-past-the-peer']} of ${counts.vectors} vectors walk past the peer`)
  }
  const unused = Object.keys(DIFFERENCES).filter((id) => counts.differences[id] === 0)
  if (unused.length > 0) {
    throw new Error(`No vector shows ${unused}`)
  }
}

/** One vector a line, so that a diff shows which ones changed. */
function toJson() {
  return [
    '{',
    `"generated-with": ${toText(generatedWith)},`,
    `"counts": ${toText(counts)},`,
    `"differences": {\n${Object.entries(DIFFERENCES).map(toMember).join(',\n')}\n},`,
    `"same": [\n${same.map(toText).join(',\n')}\n],`,
    `"different": [\n${different.map(toText).join(',\n')}\n]`,
    '}\n',
  ].join('\n')
}

function toMember([key, value]) {
  return `${toText(key)}: ${toText(value)}`
}

/** JSON in ASCII: a no-break space stays visible. */
function toText(value) {
  return JSON.stringify(value).replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function equal(a, b) {
  return JSON.stringify(a) === JSON.stringify(b)
}
