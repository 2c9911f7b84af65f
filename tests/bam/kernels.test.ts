// The loops in WebAssembly against the columns' own loops: the same columns and the same faults for any bytes, sound or not.
import { describe, expect, test } from 'vitest'
import type { Column } from '../../src/columnar/column.ts'
import { alignmentOptionSchema } from '../../src/formats/bam/alignment-options.ts'
import { createAlignmentTable } from '../../src/formats/bam/alignment-schema.ts'
import { layoutFault } from '../../src/formats/bam/bam-layout.ts'
import { createBamRows, useBytes } from '../../src/formats/bam/bam-rows.ts'
import { createBamColumns } from '../../src/formats/bam/create-bam-columns.ts'
import {
  instantiateRecordExports,
  loadRecordKernels,
  type RecordKernels,
  recordKernelsOf,
} from '../../src/formats/bam/kernels/record-kernels.ts'
import { listRecords } from '../../src/formats/bam/list-records.ts'
import { inflateModule, instantiateInflate } from '../../src/io/inflate/inflate-module.ts'
import { WasmRunBuffer } from '../../src/io/inflate/wasm-run-buffer.ts'
import { makeRandom, type Random } from '../inflate/random.ts'
import { encodeRecord } from '../support/bam.ts'
import { join } from '../support/bgzf.ts'
import { visible } from '../support/visible.ts'

const kernels = await loadRecordKernels()
const inflater = await inflateModule()
if (kernels === undefined || inflater === undefined) throw new Error('This engine has no WebAssembly with SIMD.')
const buffer = new WasmRunBuffer(await instantiateInflate(inflater))
const kernelsInBuffer = await recordKernelsOf(buffer)
if (kernelsInBuffer === undefined) throw new Error('The loops have no room in the memory of the inflater.')

const references = [
  { name: 'chr1', length: 1_000_000 },
  { name: 'chr2', length: 2 ** 31 - 1 },
]
const header = { hd: undefined, sequences: [], references, readGroups: [], programs: [], comments: [], lines: [] }
const options = alignmentOptionSchema.parse({
  tagFields: ['NM', 'MD', 'XF', 'XB', 'RG'],
  inferTagTypes: false,
  tagTypeHints: ['NM:i', 'MD:Z', 'XF:f', 'XB:B:c', 'RG:Z'],
})
const table = createAlignmentTable(header, options, [])

interface Run {
  readonly columns: readonly Column[]
  readonly faults: readonly string[]
}

const fixedColumns = table.columns.filter(({ field }) =>
  ['chrom', 'start', 'flags', 'mapping_quality', 'template_length'].includes(field.name),
)

function build(
  bytes: Uint8Array,
  starts: readonly number[],
  loops: RecordKernels | undefined,
  wanted = table.columns,
): Run & { readonly wasLoaded: boolean } {
  const rows = createBamRows(starts.length, loops)
  useBytes(rows, bytes, { locate: () => ({}) })
  rows.starts.set(starts)
  rows.count = starts.length
  const faults: string[] = []
  const columns = createBamColumns(table, wanted, { warn: message => faults.push(message), judged: [] })
  columns.append(rows, { report: (row, describe) => faults.push(`${row}: ${describe()}`) })
  const wasLoaded = rows.loaded !== undefined
  // A second chunk goes on in the same columns.
  columns.append(rows, { report: () => {} })
  return { columns: columns.set.finish().columns, faults, wasLoaded }
}

function randomRecord(random: Random): Uint8Array {
  const length = random.pick([0, 1, 2, 15, 16, 17, 31, 32, 33, 64, 65, 150, 151, 300])
  const text = (size: number, letters: string) => Array.from({ length: size }, () => random.pick([...letters])).join('')
  const isMapped = random.below(4) > 0
  const operations = length === 0 ? random.pick([[], [op(5, 1), op(1200, 3)]]) : cigarOf(random, length)
  const tags = [
    random.pick([[], tag('NM', 'C', [random.below(256)]), tag('NM', 'c', [random.below(256)]), tag('NM', 's', [0xff, random.below(256)])]),
    random.pick([[], tag('MD', 'Z', [...bytesOfText(text(random.below(40), '0123456789ACGT^')), 0])]),
    random.pick([[], tag('XF', 'f', [0, 0, 32, random.below(128)])]),
    random.pick([[], tag('XB', 'B', [99, 3, 0, 0, 0, 1, 2, 255])]),
    random.pick([[], tag('RG', 'Z', [...bytesOfText(text(random.below(9), 'ab')), 0]), tag('RG', 'Z', [0xc3, 0xa4, 0])]),
    random.pick([[], tag('XA', 'A', [65])]),
  ]
  return encodeRecord({
    name: random.pick(['*', 'r', text(random.below(253) + 1, 'abcdefgh:0123'), text(16, 'x'), 'nåme']),
    refId: random.below(3) - 1,
    position: random.below(10_000) - 1,
    flags: isMapped ? 0 : 4,
    mappingQuality: random.below(256),
    cigar: operations,
    nextRefId: random.below(3) - 1,
    nextPosition: random.below(10_000) - 1,
    templateLength: random.below(1000) - 500,
    sequence: text(length, '=ACMGRSVTWYHKDBN'),
    qualities: Array.from({ length }, () => random.below(random.pick([42, 42, 42, 95]))).fill(random.pick([0, 255]), 0, random.below(2)),
    tags: Uint8Array.from(tags.flat()),
  })
}

const op = (length: number, code: number) => (length << 4) | code
const tag = (name: string, type: string, value: readonly number[]) => [...bytesOfText(name + type), ...value]
const bytesOfText = (text: string) => [...new TextEncoder().encode(text)]

function cigarOf(random: Random, length: number): readonly number[] {
  const first = random.below(length) + 1
  const rest = length - first
  const gap = random.pick([op(random.below(9) + 1, 2), op(random.pick([999, 1000, 12_345, 2 ** 28 - 1]), 3)])
  return [...(rest > 0 ? [op(rest, random.pick([0, 1, 7, 8]))] : []), gap, op(first, 0)]
}

function startsOf(records: readonly Uint8Array[]): readonly number[] {
  const starts: number[] = []
  let at = 0
  for (const record of records) {
    starts.push(at)
    at += record.length
  }
  return starts
}

/** As if they had been inflated there. */
function inBuffer(bytes: Uint8Array): Uint8Array {
  buffer.clear()
  buffer.append(bytes)
  return buffer.bytes()
}

function expectSame(bytes: Uint8Array, starts: readonly number[]): boolean {
  for (const columns of [table.columns, fixedColumns]) {
    const there = build(inBuffer(bytes), starts, kernelsInBuffer, columns)
    const script = build(bytes, starts, undefined, columns)
    expect(there.faults).toEqual(script.faults)
    expect(there.columns.map(visible)).toEqual(script.columns.map(visible))
    if (columns === fixedColumns) expect(there.wasLoaded).toBe(true)
  }
  const script = build(bytes, starts, undefined)
  const wasm = build(bytes, starts, kernels)
  expect(wasm.faults).toEqual(script.faults)
  expect(wasm.columns.map(visible)).toEqual(script.columns.map(visible))
  return wasm.wasLoaded
}

describe('columns by the kernels and by their own loops', () => {
  test('sound records', () => {
    const random = makeRandom(41)
    for (let round = 0; round < 30; round++) {
      const records = Array.from({ length: 40 + random.below(60) }, () => randomRecord(random))
      expect(expectSame(join(records), startsOf(records))).toBe(true)
    }
  })

  test('some of the records at hand, and bytes before them', () => {
    const random = makeRandom(42)
    const records = Array.from({ length: 100 }, () => randomRecord(random))
    const starts = startsOf(records).filter((_, row) => row > 20 && random.below(3) > 0)
    expect(expectSame(join(records), starts)).toBe(true)
  })

  test('records with a wrong byte, as long as their lengths are sound', () => {
    const random = makeRandom(43)
    let loaded = 0
    for (let round = 0; round < 150; round++) {
      const records = Array.from({ length: 20 }, () => randomRecord(random))
      const bytes = join(records)
      const starts = startsOf(records)
      const broken = random.below(records.length)
      const at = starts[broken]! + 4 + random.below(records[broken]!.length - 4)
      bytes[at] = random.below(256)
      if (layoutFault(bytes, starts[broken]!) !== undefined) continue
      if (expectSame(bytes, starts)) loaded++
    }
    expect(loaded).toBeGreaterThan(90)
  })

  test('lengths that lie are refused, and so are records one upon the other', () => {
    const random = makeRandom(44)
    let refused = 0
    for (let round = 0; round < 500; round++) {
      const records = Array.from({ length: 16 }, () => randomRecord(random))
      const bytes = join(records)
      const starts = startsOf(records)
      const broken = starts[random.below(records.length)]!
      const field = random.pick([12, 16, 17, 20, 21, 22, 23])
      bytes[broken + field] = random.below(256)
      const rows = createBamRows(16, kernels)
      useBytes(rows, bytes, { locate: () => ({}) })
      rows.starts.set(starts)
      rows.count = 16
      const isSound = layoutFault(bytes, broken) === undefined
      expect(kernels.load(rows)).toBe(isSound)
      useBytes(rows, inBuffer(bytes), { locate: () => ({}) })
      rows.count = 16
      expect(kernelsInBuffer.load(rows)).toBe(isSound)
      if (!isSound) refused++
    }
    expect(refused).toBeGreaterThan(120)
    const records = Array.from({ length: 16 }, () => randomRecord(random))
    const rows = createBamRows(16, kernels)
    useBytes(rows, join(records), { locate: () => ({}) })
    rows.count = 16
    expect(kernels.load(rows)).toBe(false)
  })
})

describe('records listed by the kernels and by the script', () => {
  const maxSize = 4000
  const random = makeRandom(45)

  function expectSameList(
    bytes: Uint8Array,
    from: number,
    { limit, capacity }: { readonly limit: number; readonly capacity: number },
  ): string {
    const bounds = { limit, length: bytes.length, maxSize }
    const script = createBamRows(capacity)
    useBytes(script, bytes, { locate: () => ({}) })
    const expected = listRecords(script, from, bounds)
    const there = createBamRows(capacity, kernelsInBuffer)
    useBytes(there, inBuffer(bytes), { locate: () => ({}) })
    expect(kernelsInBuffer?.list(there, from, bounds)).toEqual(expected)
    expect(there.starts.subarray(0, there.count)).toEqual(script.starts.subarray(0, script.count))
    return expected.stop
  }

  test('whole, cut, limited, and with sizes that cannot be', () => {
    const stops = new Set<string>()
    for (let round = 0; round < 300; round++) {
      const records = Array.from({ length: random.below(20) }, () => randomRecord(random))
      const bytes = join(records)
      const starts = startsOf(records)
      const broken = starts[random.below(starts.length)]
      if (broken !== undefined && random.below(3) === 0) bytes[broken + random.below(4)] = random.pick([0, 5, 31, 128, 255])
      const limit = random.pick([Number.POSITIVE_INFINITY, bytes.length, random.below(bytes.length + 1), 0, -5])
      const length = random.pick([bytes.length, random.below(bytes.length + 1)])
      stops.add(expectSameList(bytes.subarray(0, length), starts[0] ?? 0, { limit, capacity: random.pick([3, 64]) }))
    }
    expect([...stops].sort()).toEqual(['bad-size', 'full', 'incomplete', 'limit'])
  })

  test('in memory that has grown since', () => {
    const records = Array.from({ length: 3000 }, () => randomRecord(random))
    const bytes = join(records)
    const long = join([bytes, bytes, bytes, bytes])
    const before = buffer.memory.buffer
    expect(expectSameList(long, 0, { limit: Number.POSITIVE_INFINITY, capacity: 20_000 })).toBe('incomplete')
    expect(buffer.memory.buffer).not.toBe(before)
    const starts = startsOf(records).slice(0, 500)
    const ends = [...starts]
    expect(build(inBuffer(long), ends, kernelsInBuffer, fixedColumns).columns.map(visible)).toEqual(
      build(long, ends, undefined, fixedColumns).columns.map(visible),
    )
  })

  test('memory of their own has room for all areas, and lies behind the room that an inflater keeps', async () => {
    const own = await instantiateRecordExports()
    const inflate = await instantiateInflate(inflater)
    inflate.reserve(1 << 10, 1 << 10, 1, 1)
    expect(own?.memory.buffer.byteLength).toBeGreaterThanOrEqual(own?.memoryBytes() ?? Number.POSITIVE_INFINITY)
    expect(own?.inputPtr()).toBeLessThanOrEqual(inflate.inputPtr())
  })
})
