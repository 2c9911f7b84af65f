// The loops over lines in WebAssembly against the columns' own loops: the same columns and the same faults for any lines, sound or not.
import { expect, test } from 'vitest'
import { alignmentOptionSchema } from '../../src/formats/bam/alignment-options.ts'
import { createAlignmentTable } from '../../src/formats/bam/alignment-schema.ts'
import { createSamColumns } from '../../src/formats/sam/create-sam-columns.ts'
import { type LineKernels, loadLineKernels } from '../../src/formats/sam/line-kernels.ts'
import { TextRows } from '../../src/formats/text/text-rows.ts'
import { makeRandom, type Random } from '../inflate/random.ts'
import { visible } from '../support/visible.ts'

const kernels = await loadLineKernels()
if (kernels === undefined) throw new Error('This engine has no WebAssembly with SIMD.')

const header = { hd: undefined, sequences: [], references: [], readGroups: [], programs: [], comments: [], lines: [] }
const tables = [{}, { coordinates: 'zero-based', positions: 'int64' }, { tagFields: ['NM'], inferTagTypes: false }].map(settings =>
  createAlignmentTable(header, alignmentOptionSchema.parse(settings), []),
)
const STRIDE = 12

function rowsOf(text: Uint8Array): TextRows {
  const starts: number[] = []
  const ends: number[] = []
  const positions: number[] = []
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf(10, at)
    const tabs: number[] = []
    for (let i = at; i < newline && tabs.length < STRIDE - 1; i++) if (text[i] === 9) tabs.push(i)
    positions.push(...tabs, ...new Array<number>(STRIDE - tabs.length).fill(newline))
    starts.push(at)
    ends.push(newline)
    at = newline + 1
  }
  const count = starts.length
  const block = { bytes: text, start: 0, count, positions: Int32Array.from(positions), stride: STRIDE, locate: () => ({}) }
  const bases = Int32Array.from({ length: count }, (_, row) => row * STRIDE)
  const rows = new TextRows(block, count, { starts: Int32Array.from(starts), ends: Int32Array.from(ends), bases })
  rows.firstLine = 0
  return rows
}

function build(text: Uint8Array, table: (typeof tables)[number], lines: LineKernels | undefined) {
  const faults: string[] = []
  const columns = createSamColumns(table, 'all', { warn: message => faults.push(message), judged: [], kernels: lines })
  const report = (row: number, describe: () => string) => faults.push(`${row}: ${describe()}`)
  columns.append(rowsOf(text), { report })
  // A second run of lines goes on in the same columns.
  columns.append(rowsOf(text), { report: () => {} })
  return { columns: columns.finish().columns.map(visible), faults }
}

function randomLine(random: Random): string {
  const text = (size: number, letters: string) => Array.from({ length: size }, () => random.pick([...letters])).join('')
  const length = random.pick([0, 1, 2, 15, 16, 17, 31, 33, 150])
  const sequence = length === 0 ? '*' : text(length, 'ACGTN')
  const start = random.below(length + 1)
  const mapped = start > 0 && start < length ? `${start}M${length - start}${random.pick([...'IS=X'])}` : `${length}M`
  const fields = [
    random.pick(['*', 'r1', text(40, 'abc:12')]),
    random.pick(['0', '4', '16', '2048', '65535']),
    random.pick(['*', 'chr1', 'chrX']),
    random.pick(['0', '1', '99999999', '123456']),
    String(random.below(256)),
    random.pick(['*', length === 0 ? '7M2D' : mapped, length === 0 ? '3H' : `2H${mapped}10N5D`]),
    random.pick(['*', '=', 'chr2']),
    random.pick(['0', '1', '77777']),
    random.pick(['0', '-300', '300', '-999999999']),
    sequence,
    length === 0 ? random.pick(['*', '']) : random.pick(['*', text(length, '!"#IJK~')]),
    ...random.pick([[], ['NM:i:3'], ['RG:Z:', 'XB:B:c,1,2'], ['XA:A:x', 'NM:i:-1', 'CO:Z:a b']]),
  ]
  return fields.join('\t')
}

const encode = (lines: readonly string[]) => new TextEncoder().encode(lines.map(line => `${line}\n`).join(''))

test('sound lines', () => {
  const random = makeRandom(7)
  for (let round = 0; round < 40; round++) {
    const lines = Array.from({ length: 20 + random.below(40) }, () => randomLine(random))
    for (const table of tables) expect(build(encode(lines), table, kernels)).toEqual(build(encode(lines), table, undefined))
    expect(kernels.texts(0, 0)).toBeDefined()
  }
})

test('lines with a wrong byte', () => {
  const random = makeRandom(8)
  for (let round = 0; round < 300; round++) {
    const text = encode(Array.from({ length: 17 }, () => randomLine(random)))
    const at = random.below(text.length)
    if (text[at] !== 10) text[at] = random.pick([9, 32, 42, 45, 43, 48, 57, 77, 58, 0, 127, 200, random.below(256)])
    const table = random.pick(tables)
    expect(build(text, table, kernels)).toEqual(build(text, table, undefined))
  }
})

test('numbers at their limits', () => {
  const line = (flags: string, position: string, length: string) => `r\t${flags}\tchr1\t${position}\t0\t*\t*\t0\t${length}\tA\tI`
  const odd = ['65536', '-1', '', '+5', '1234567890', '2147483647', '4294967296', '-', 'x', '00', '1.0', '9'.repeat(20)]
  for (const value of odd) {
    for (const lines of [[line(value, '1', '0')], [line('0', value, '0')], [line('0', '1', value)]]) {
      const text = encode([...new Array<string>(20).fill(line('0', '1', '0')), ...lines])
      for (const table of tables) expect(build(text, table, kernels), value).toEqual(build(text, table, undefined))
    }
  }
})
