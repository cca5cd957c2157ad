// Rows over the given dimensions such that every two values of different dimensions meet in some row. Greedy and
// without randomness: the same dimensions always give the same rows.

/** `dimensions` is an object of arrays; the answer is a list of objects with one value of each. */
export function pairwise(dimensions) {
  const names = Object.keys(dimensions)
  const open = allPairs(names, dimensions)
  const rows = []
  while (open.size > 0) {
    const row = startRow(names, [...open][0])
    for (const [i] of names.entries()) {
      row[i] ??= bestIndex(i, row, dimensions[names[i]].length, open)
    }
    pairsOf(row).forEach((pair) => open.delete(pair))
    rows.push(Object.fromEntries(names.map((name, i) => [name, dimensions[name][row[i]]])))
  }
  return rows
}

function allPairs(names, dimensions) {
  const pairs = new Set()
  for (let i = 0; i < names.length; i++) {
    for (let j = i + 1; j < names.length; j++) {
      for (const a of dimensions[names[i]].keys()) {
        for (const b of dimensions[names[j]].keys()) {
          pairs.add(`${i}:${a} ${j}:${b}`)
        }
      }
    }
  }
  return pairs
}

function startRow(names, pair) {
  const row = new Array(names.length).fill(undefined)
  for (const part of pair.split(' ')) {
    const [dimension, value] = part.split(':').map(Number)
    row[dimension] = value
  }
  return row
}

function bestIndex(dimension, row, count, open) {
  let best = { index: 0, gain: -1 }
  for (let index = 0; index < count; index++) {
    const gain = pairsOf(row.with(dimension, index)).filter((pair) => open.has(pair)).length
    if (gain > best.gain) {
      best = { index, gain }
    }
  }
  return best.index
}

function pairsOf(row) {
  const set = [...row.entries()].filter(([, value]) => value !== undefined)
  return set.flatMap(([i, a], at) => set.slice(at + 1).map(([j, b]) => `${i}:${a} ${j}:${b}`))
}
