// How long does a filter of three terms, and how long do single expressions take? Our own kernels only, in this process: `npm run build && node bench/expressions.mjs`.
import { Utf8Builder } from '../dist/columnar/builders/utf8-builder.js'
import { createDictionary } from '../dist/columnar/create-dictionary.js'
import { arithmetic } from '../dist/expr/arithmetic.js'
import { caseOf } from '../dist/expr/case-of.js'
import { comparison } from '../dist/expr/comparison.js'
import { compileExpr } from '../dist/expr/compile-expr.js'
import { compilePredicate } from '../dist/expr/compile-predicate.js'
import { conjunction } from '../dist/expr/conjunction.js'
import { functionCall } from '../dist/expr/function-call.js'
import { createFunctionRegistry } from '../dist/functions/create-function-registry.js'

const ROWS = 10_000_000
const BATCH = 8192
const functions = createFunctionRegistry()
const types = ['dictionary', 'uint32', 'float64', 'utf8']
const [chrom, start, qual, id] = ['chrom', 'start', 'qual', 'id'].map((name, i) => ({
  kind: 'column',
  id: i,
  name,
  type: { kind: types[i] },
}))
const literal = (value, kind) => ({ kind: 'literal', type: { kind }, value })
const compare = (left, op, right) => comparison(op, { left, right })

/** Pseudo-random and the same in each run, from 0 up to below `limit`. */
const scramble = (i, limit) => ((Math.imul(i ^ (i >>> 7), 0x9e3779b1) >>> 0) / 2 ** 32) * limit

function makeBatches() {
  const dictionary = createDictionary()
  for (let i = 1; i <= 24; i++) {
    const name = new TextEncoder().encode(`chr${i}`)
    dictionary.encode(name, 0, name.length)
  }
  return Array.from({ length: Math.ceil(ROWS / BATCH) }, (_, n) => makeBatch(n * BATCH, Math.min(BATCH, ROWS - n * BATCH), dictionary))
}

function makeBatch(first, length, dictionary) {
  const ids = new Utf8Builder()
  for (let i = 0; i < length; i++) ids.appendText(`rs${Math.floor(scramble(first + i, 1e8))}`)
  const column = (kind, values, more) => ({ type: { kind }, length, nullCount: 0, values, ...more })
  const columns = [
    column(
      'dictionary',
      Int32Array.from({ length }, (_, i) => scramble(first + i + 1, 24)),
      { dictionary },
    ),
    column(
      'uint32',
      Uint32Array.from({ length }, (_, i) => scramble(first + i + 2, 250e6)),
    ),
    column(
      'float64',
      Float64Array.from({ length }, (_, i) => scramble(first + i + 3, 100)),
    ),
    ids.finish(),
  ]
  return { schema: { fields: [] }, numRows: length, columns }
}

function measure(name, run) {
  const times = []
  for (let i = 0; i < 5; i++) {
    const begin = performance.now()
    for (const batch of batches) run(batch)
    times.push(performance.now() - begin)
  }
  times.sort((a, b) => a - b)
  console.log(`${name.padEnd(60)} min ${times[0].toFixed(1).padStart(7)} ms, median ${times[2].toFixed(1).padStart(7)} ms`)
}

const call = (name, ...args) => functionCall({ name, args }, functions)
const resolve = column => column.id
const batches = makeBatches()

const far = compare(start, '>=', literal(1e8, 'float64'))
const good = compare(qual, '>', literal(30, 'int32'))
const filters = {
  "chrom = 'chr1' AND start >= 1e8 AND qual > 30": conjunction([compare(chrom, '=', literal('chr1', 'utf8')), far, good]),
  "chrom <> 'chr1' AND start >= 1e8 AND qual > 30": conjunction([compare(chrom, '<>', literal('chr1', 'utf8')), far, good]),
  "id LIKE '%77%'": { kind: 'like', operand: id, pattern: literal('%77%', 'utf8'), caseSensitive: true },
}
for (const [name, expr] of Object.entries(filters)) measure(name, compilePredicate(expr, resolve, functions))

const expressions = {
  'start - 1000 (64 bits)': arithmetic('-', { left: start, right: literal(1000, 'int32') }),
  'qual * 2': arithmetic('*', { left: qual, right: literal(2, 'int32') }),
  "CASE WHEN qual < 30 THEN 'low' ELSE 'high' END": caseOf(
    [{ when: compare(qual, '<', literal(30, 'int32')), then: literal('low', 'utf8') }],
    literal('high', 'utf8'),
  ),
  'upper(chrom)': call('upper', chrom),
  'length(id)': call('length', id),
  'substring(id, 3)': call('substring', id, literal(3, 'int32')),
  'CAST(start AS VARCHAR)': { kind: 'cast', operand: start, to: { kind: 'utf8' }, onError: 'throw' },
}
for (const [name, expr] of Object.entries(expressions)) measure(name, compileExpr(expr, resolve, functions))
