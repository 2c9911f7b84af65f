import fc from 'fast-check'
import { expect, test } from 'vitest'
import { columnFromScalars } from '../../columnar/column-from-scalars.ts'
import { DelimitedPrinter } from './delimited-printer.ts'
import { OutputBuffer } from './output-buffer.ts'

const edges = [0, 9, 10, 99, 100, 999, 1000, 9999, 10_000, 99_999, 123_456, 9_999_999, 99_999_999, 100_000_000, 2 ** 31 - 1]
const int32 = fc.oneof(fc.constantFrom(...edges, ...edges.map(edge => -edge), -(2 ** 31)), fc.integer())
const uint32 = fc.oneof(fc.constantFrom(...edges, 2 ** 31, 2 ** 32 - 1), fc.nat({ max: 2 ** 32 - 1 }))
const int64 = fc.oneof(int32.map(BigInt), fc.constantFrom(2n ** 31n, -(2n ** 31n) - 1n, 2n ** 53n, -(2n ** 63n)))
const text = fc.constantFrom('', 'chr1', 'chr10', 'a,b', 'say "so"', 'scaffold_12345', 'é', '12345678', '123456789')

test('whole numbers and dictionary texts print as they are', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(int32, uint32, text, int64), { minLength: 1, maxLength: 30 }), rows => {
      const kinds = ['int32', 'uint32', 'dictionary', 'int64'] as const
      const columns = kinds.map((kind, i) =>
        columnFromScalars(
          { kind },
          rows.map(row => row[i] ?? null),
        ),
      )
      const schema = { fields: kinds.map(kind => ({ name: kind, type: { kind }, nullable: false })) }
      const out = new OutputBuffer()
      const printer = new DelimitedPrinter(out, 'csv')
      printer.begin(schema)
      printer.print({ schema, numRows: rows.length, columns })
      const quoted = (value: string) => (value === '' || /[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)
      const lines = rows.map(([a, b, c, d]) => `${a},${b},${quoted(c)},${d}\n`)
      expect(out.takeText()).toBe(`int32,uint32,dictionary,int64\n${lines.join('')}`)
    }),
    { numRuns: 300, seed: 5 },
  )
})
