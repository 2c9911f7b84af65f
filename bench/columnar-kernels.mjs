// How long do builders, grouping, sorting and taking need? Our own kernels only, in this process: `npm run build && node bench/columnar-kernels.mjs`.
import { DictionaryBuilder } from '../dist/columnar/builders/dictionary-builder.js'
import { Utf8Builder } from '../dist/columnar/builders/utf8-builder.js'
import { createDictionary } from '../dist/columnar/create-dictionary.js'
import { rowReader } from '../dist/columnar/row-reader.js'
import { takeColumn } from '../dist/columnar/take-column.js'
import { GroupTable } from '../dist/kernels/grouping/group-table.js'
import { sortRows } from '../dist/kernels/sort-rows.js'
import { topRows } from '../dist/kernels/top-rows.js'

const MILLION = 1_000_000
const BATCH = 8192
const ascending = [{ descending: false, nullsFirst: false }]
const encoder = new TextEncoder()

function measure(name, run) {
  const times = []
  for (let i = 0; i < 5; i++) {
    const start = performance.now()
    run()
    times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  console.log(`${name.padEnd(60)} min ${times[0].toFixed(1).padStart(7)} ms, median ${times[2].toFixed(1).padStart(7)} ms`)
}

/** Pseudo-random and the same in each run. */
const scramble = i => Math.imul(i ^ (i >>> 7), 0x9e3779b1) >>> 0

function column(kind, values, more) {
  return { type: { kind }, length: values.length, nullCount: 0, values, ...more }
}

const words = Array.from({ length: 1000 }, (_, i) => encoder.encode(`rs${i * 7919}`))

function append(builder, wordOf) {
  for (let i = 0; i < MILLION; i++) {
    const word = words[wordOf(i)]
    builder.appendBytes(word, 0, word.length)
    if ((i + 1) % BATCH === 0) builder.finish()
  }
  return builder.finish()
}

const text = new Utf8Builder()
const random = new DictionaryBuilder()
const sorted = new DictionaryBuilder()
measure('append 1M short texts', () => append(text, i => scramble(i) % 1000))
measure('dictionary-encode 1M, 1000 values in random order', () => append(random, i => scramble(i) % 1000))
measure('dictionary-encode 1M, 25 values in runs', () => append(sorted, i => Math.floor(i / 40_000)))

const dictionary = createDictionary()
for (let i = 1; i <= 25; i++) {
  const name = encoder.encode(`chr${i}`)
  dictionary.encode(name, 0, name.length)
}
const contigs = column(
  'dictionary',
  Int32Array.from({ length: 10 * MILLION }, (_, i) => scramble(i) % 25),
  { dictionary },
)
const dense = column(
  'int32',
  Int32Array.from({ length: 10 * MILLION }, (_, i) => scramble(i) % MILLION),
)
const sparse = column(
  'int32',
  dense.values.map(value => Math.imul(value, 0x9e3779b1)),
)

function group(...keys) {
  const table = new GroupTable(keys.map(key => key.type))
  for (let start = 0; start < keys[0].length; start += BATCH) {
    const end = Math.min(start + BATCH, keys[0].length)
    const columns = keys.map(key => ({ ...key, length: end - start, values: key.values.subarray(start, end) }))
    table.assign(columns, end - start)
  }
}

measure('group 10M by dictionary, 25 groups', () => group(contigs))
measure('group 10M by int32, 1M groups side by side', () => group(dense))
measure('group 10M by int32, 1M groups far apart', () => group(sparse))

const numbers = column(
  'int32',
  Int32Array.from({ length: MILLION }, (_, i) => scramble(i)),
)
const floats = column(
  'float64',
  Float64Array.from(numbers.values, value => value / 3),
)
for (let i = 0; i < MILLION; i++) text.appendText(`read:${scramble(i)}`)
const names = text.finish()
measure('sort 1M int32', () => sortRows([numbers], ascending))
measure('sort 1M float64', () => sortRows([floats], ascending))
measure('sort 1M unique texts', () => sortRows([names], ascending))
measure('first 100 of 1M int32', () => topRows([numbers], ascending, 100))
measure('first 100 of 1M unique texts', () => topRows([names], ascending, 100))

const shuffled = sortRows([numbers], ascending)
measure('take 1M int32 in random order', () => takeColumn(numbers, shuffled))
measure('take 1M texts in random order', () => takeColumn(names, shuffled))

const schema = { fields: [numbers, names].map((key, i) => ({ name: `c${i}`, type: key.type, nullable: true })) }
const read = rowReader(schema)
const batch = { schema, numRows: MILLION, columns: [numbers, names] }
measure('1M rows of two columns as objects', () => {
  for (let row = 0; row < MILLION; row++) read(batch, row)
})
