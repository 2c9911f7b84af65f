import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Column } from '../../../columnar/column.ts'
import { columnFromScalars } from '../../../columnar/column-from-scalars.ts'
import type { DataType } from '../../../columnar/data-type.ts'
import { gatherColumn } from '../../../columnar/gather-column.ts'
import type { Scalar } from '../../../columnar/scalar.ts'
import { NO_ROW, takeColumnOrNull } from '../../../columnar/take-column-or-null.ts'
import { createCellWriter } from '../create-cell-writer.ts'
import { OutputBuffer } from '../output-buffer.ts'
import { loadPrintKernels } from './load-print-kernels.ts'
import { RowPrinter } from './row-printer.ts'
import { ScriptKernels } from './script-kernels.ts'

const edges = [0, 9, 10, 99, 100, 999, 1000, 9999, 10_000, 99_999, 123_456, 9_999_999, 99_999_999, 100_000_000, 2 ** 31 - 1]
const int32 = fc.oneof(fc.constantFrom(...edges, ...edges.map(edge => -edge), -(2 ** 31)), fc.integer())
const uint32 = fc.oneof(fc.constantFrom(...edges, 2 ** 31, 2 ** 32 - 1), fc.nat({ max: 2 ** 32 - 1 }))
const int64 = fc.oneof(
  int32.map(BigInt),
  fc.constantFrom(2n ** 31n, 2n ** 32n, -(2n ** 31n) - 1n, 2n ** 53n, 10n ** 16n + 7n, -(2n ** 63n)),
)
const floats = [
  0,
  0.1,
  1e300,
  5,
  0.5,
  1e9,
  999999999.5,
  0.000001,
  0.0000015,
  1 / 3,
  1.234567890123456e-6,
  Number('1.2345678901234567e-300'),
  123456.123456,
  2 ** 31,
  2 ** 32,
  1e-7,
  Number.NaN,
  Number.POSITIVE_INFINITY,
]
const text = fc.constantFrom('', 'chr1', 'chr10', 'a,b', 'say "so"', 'a\nb', 'scaffold_12345', 'é', '1234567890123456', 'x'.repeat(33))
const plainText = fc.constantFrom('chr1', '', 'tab\tin', 'y'.repeat(100))

const values: Readonly<Record<string, readonly [DataType, fc.Arbitrary<Scalar>]>> = {
  int8: [{ kind: 'int8' }, fc.integer({ min: -128, max: 127 })],
  int32: [{ kind: 'int32' }, int32],
  uint32: [{ kind: 'uint32' }, uint32],
  int64: [{ kind: 'int64' }, int64],
  uint64: [{ kind: 'uint64' }, fc.constantFrom(0n, 2n ** 64n - 1n)],
  float64: [{ kind: 'float64' }, fc.oneof(fc.constantFrom(...floats, ...floats.map(float => -float)), fc.double())],
  decimals: [{ kind: 'float64' }, fc.tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.nat({ max: 8 })).map(([n, k]) => n / 10 ** k)],
  boolean: [{ kind: 'boolean' }, fc.boolean()],
  dictionary: [{ kind: 'dictionary' }, text],
  text: [{ kind: 'utf8' }, text],
  plainText: [{ kind: 'utf8' }, plainText],
  anyText: [{ kind: 'utf8' }, fc.string({ unit: 'binary-ascii', maxLength: 70 })],
}

const columns = (length: number, most: number): fc.Arbitrary<readonly Column[]> =>
  fc.array(
    fc
      .constantFrom(...Object.values(values))
      .chain(([type, value]) =>
        fc
          .array(fc.option(value, { freq: 5, nil: null }), { minLength: length, maxLength: length })
          .map(scalars => columnFromScalars(type, scalars)),
      ),
    { minLength: 1, maxLength: most },
  )

const batches = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }))
  .chain(([rows, left, right]) => {
    const numbers = (side: number) => {
      const number = side === 0 ? fc.constant(NO_ROW) : fc.option(fc.nat({ max: side - 1 }), { freq: 4, nil: NO_ROW })
      return fc.array(number, { minLength: rows, maxLength: rows }).map(list => Uint32Array.from(list))
    }
    return fc.record({
      own: columns(rows, 2),
      left: columns(left, 3),
      right: columns(right, 3),
      leftRows: numbers(left),
      rightRows: numbers(right),
      style: fc.constantFrom('csv' as const, 'tsv' as const),
    })
  })

/** Cell by cell, as every other format is printed. */
function reference(all: readonly Column[], numRows: number, style: 'csv' | 'tsv'): string {
  const out = new OutputBuffer()
  const cells = all.map(column => {
    const cell = createCellWriter(column.type, style)
    cell.bind(column)
    return cell
  })
  for (let row = 0; row < numRows; row++) {
    for (const [i, cell] of cells.entries()) {
      if (i > 0) out.byte(style === 'csv' ? 44 : 9)
      cell.write(row, out)
    }
    out.byte(10)
  }
  return out.takeText()
}

test.each([
  ['TypeScript', () => new ScriptKernels()],
  ['WebAssembly', loadPrintKernels],
] as const)('rows print as their cells do, gathered or not: %s', async (_, load) => {
  const kernels = await load()
  expect(kernels instanceof ScriptKernels).toBe(_ === 'TypeScript')
  fc.assert(
    fc.property(fc.array(batches, { minLength: 1, maxLength: 3 }), list => {
      const printers = { csv: new RowPrinter(kernels, 'csv'), tsv: new RowPrinter(kernels, 'tsv') }
      for (const { own, left, right, leftRows, rightRows, style } of list) {
        const numRows = leftRows.length
        const schema = { fields: [] }
        const whole = [
          ...left.map(column => takeColumnOrNull(column, leftRows)),
          ...own,
          ...right.map(column => takeColumnOrNull(column, rightRows)),
        ]
        const gathered = [
          ...left.map(column => gatherColumn(column, leftRows)),
          ...own,
          ...right.map(column => gatherColumn(column, rightRows)),
        ]
        const out = new OutputBuffer()
        // Twice: the second time from the rows printed before.
        for (let i = 0; i < 2; i++) printers[style].print({ schema, numRows, columns: gathered }, out)
        const expected = reference(whole, numRows, style)
        expect(out.takeText()).toBe(expected + expected)
        expect(reference(gathered, numRows, style)).toBe(expected)
      }
    }),
    { numRuns: 150, seed: 5 },
  )
})

test('many rows: texts, memory and entries grow', async () => {
  const names = Array.from({ length: 20_000 }, (_, i) => `name_${i}`)
  const source = [
    columnFromScalars({ kind: 'dictionary' }, names),
    columnFromScalars(
      { kind: 'utf8' },
      names.map(name => name.repeat(i(name))),
    ),
  ]
  function i(name: string): number {
    return (Number(name.slice(5)) % 7) + 1
  }
  for (const kernels of [new ScriptKernels(), await loadPrintKernels()]) {
    const printer = new RowPrinter(kernels, 'csv')
    const out = new OutputBuffer()
    for (let from = 0; from < 20_000; from += 5000) {
      const rows = Uint32Array.from({ length: 8000 }, (_, k) => (from + k * 7919) % 20_000)
      const columns = source.map(column => gatherColumn(column, rows))
      printer.print({ schema: { fields: [] }, numRows: rows.length, columns }, out)
      expect(out.takeText()).toBe([...rows].map(row => `${names[row]},${(names[row] ?? '').repeat(i(names[row] ?? ''))}\n`).join(''))
    }
  }
})
