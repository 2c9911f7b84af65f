/** What a PX2 index gives of a Pairs file is what a full scan gives, in the order of the file, however it is cut. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ComparisonOperator, Expr } from '../../src/expr/expr.ts'
import { createMemoryStore } from '../../src/io/memory-store.ts'
import { type Contact, indexPairs } from '../support/px2.ts'
import { type ReadRequest, readVcfFile } from '../support/vcf-text.ts'

const WINDOW = 32_768
const CONTIGS = ['chr1', 'chr2', 'chr10', '!', 'a:1-5']

const position = fc.oneof(
  fc.nat(40 * WINDOW),
  fc.tuple(fc.nat(40), fc.integer({ min: -1, max: 2 })).map(([window, shift]) => Math.max(0, window * WINDOW + shift)),
)
const contact = fc.record({ chr1: fc.constantFrom(...CONTIGS), pos1: position, chr2: fc.constantFrom(...CONTIGS), pos2: position })
const place = fc.record({
  contig: fc.constantFrom(...CONTIGS, 'none'),
  from: position,
  length: fc.constantFrom(0, 99, WINDOW, 9 * WINDOW, 40 * WINDOW, 40 * WINDOW),
  second: fc.option(fc.constantFrom(...CONTIGS), { freq: 1 }),
})
type Place = typeof place extends fc.Arbitrary<infer T> ? T : never

const sorted = (contacts: readonly Contact[]) =>
  contacts.toSorted(
    (a, b) => CONTIGS.indexOf(a.chr1) - CONTIGS.indexOf(b.chr1) || CONTIGS.indexOf(a.chr2) - CONTIGS.indexOf(b.chr2) || a.pos1 - b.pos1,
  )

function read({ data, index }: { readonly data: Uint8Array; readonly index: Uint8Array }, request: ReadRequest) {
  const store = createMemoryStore({ 'a.pairs.gz': data, 'a.pairs.gz.px2': index })
  return readVcfFile(store, 'a.pairs.gz', { format: 'pairs', projection: ['readID', 'chr1', 'pos1', 'chr2'], ...request })
}

const column = (name: string): Expr => ({ kind: 'column', id: 0, name, type: { kind: name.startsWith('pos') ? 'uint32' : 'dictionary' } })
const compare = (op: ComparisonOperator, name: string, value: number): Expr => ({
  kind: 'compare',
  op,
  left: column(name),
  right: { kind: 'literal', type: { kind: 'uint32' }, value },
})
const isContig = (name: string, value: string): Expr => {
  return { kind: 'compare', op: '=', left: column(name), right: { kind: 'literal', type: { kind: 'utf8' }, value } }
}
const within = ({ contig, from, length, second }: Place): Expr => ({
  kind: 'and',
  operands: [
    isContig('chr1', contig),
    compare('>=', 'pos1', from),
    compare('<=', 'pos1', from + length),
    ...(second === null ? [] : [isContig('chr2', second)]),
  ],
})

test('an indexed scan is a full scan', async () => {
  let cut = 0
  let met = 0
  const contacts = fc.array(contact, { minLength: 1, maxLength: 300, size: 'max' })
  const places = fc.array(place, { minLength: 1, maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(
      contacts,
      places,
      fc.constantFrom(60, 500, 4000),
      fc.constantFrom(1, 300, 100_000),
      async (some, wanted, block, pieceBytes) => {
        const file = indexPairs(sorted(some), block)
        const filters: Expr[] = [{ kind: 'or', operands: wanted.map(within) }]
        const indexed = await read(file, { filters, pieceBytes })
        const full = await read(file, { filters, options: { predicate_pushdown: false } })
        expect(indexed.rows).toEqual(full.rows)
        expect(indexed.plan.notes?.index).toBe('px2')
        if (indexed.partitionCounts.length > 5) cut++
        met += full.rows.length
      },
    ),
    { seed: 20261130, numRuns: 120 },
  )
  expect(cut).toBeGreaterThan(10)
  expect(met).toBeGreaterThan(500)
})

const at = (chr1: string, pos1: number, chr2: string): Contact => ({ chr1, pos1, chr2, pos2: 1 })
const chr1 = [within({ contig: 'chr1', from: 0, length: WINDOW, second: null })]

test('pairs of a contig that lie apart are read by a full scan', async () => {
  const file = indexPairs([at('chr1', 5, 'chr1'), at('chr2', 3, 'chr1'), at('chr1', 4, 'chr2')], 100)
  const { rows, plan } = await read(file, { filters: chr1 })
  expect(rows.map(row => row.pos1)).toEqual([5, 4])
  expect(plan.notes?.index).toBe('not used: the pairs of chr1 do not lie together')
})

test('an index of other data is noticed: positions that fall within a pair, records of other contigs', async () => {
  const { index } = indexPairs([at('chr1', 1, 'chr1'), at('chr1', 2, 'chr1'), at('chr1', 3, 'chr1')], 4000)
  const unsorted = indexPairs([at('chr1', 2, 'chr1'), at('chr1', 1, 'chr1'), at('chr1', 3, 'chr1')], 4000)
  await expect(read({ data: unsorted.data, index }, { filters: chr1 })).rejects.toThrow('its records are not sorted by position')
  const other = indexPairs([at('chr1', 1, 'chr1'), at('chr9', 2, 'chr1'), at('chr1', 3, 'chr1')], 4000)
  await expect(read({ data: other.data, index }, { filters: chr1 })).rejects.toThrow(
    'a record of another contig lies in a chunk of the index',
  )
})
