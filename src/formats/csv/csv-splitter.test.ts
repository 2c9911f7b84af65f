import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CsvDialect } from './csv-dialect.ts'
import { createCsvRows, ESCAPED, OPEN_QUOTE, QUOTED, TEXT_BEHIND_QUOTE } from './csv-rows.ts'
import { CsvSplitter } from './csv-splitter.ts'
import { unescapeField } from './unescape-field.ts'

const comma: CsvDialect = { delimiter: 44, quote: 34, escapeByte: 34, comment: -1 }
const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Splits text that arrives in parts which end at `cuts`, `capacity` records at a time. */
function split(text: string, settings: { columns: number; cuts?: readonly number[]; capacity?: number; dialect?: CsvDialect }): string[][] {
  const { columns, cuts = [], capacity = 3, dialect = comma } = settings
  const bytes = encoder.encode(text)
  const splitter = new CsvSplitter(dialect, { columnCount: columns, wanted: Array.from({ length: columns }, (_, i) => i) })
  const rows = createCsvRows(capacity, columns)
  rows.bytes = bytes
  const found: string[][] = []
  let at = 0
  for (const [part, length] of [...cuts, bytes.length, bytes.length].entries()) {
    const atEnd = part > cuts.length
    for (;;) {
      rows.count = 0
      const result = splitter.split(rows, at, { length, lastStart: Number.POSITIVE_INFINITY, atEnd })
      at = result.end
      for (let row = 0; row < rows.count; row++) found.push(fieldsOf(row))
      if (result.stop !== 'full') break
    }
  }
  return found

  function fieldsOf(row: number): string[] {
    const { from, to, kinds, stride, fieldCounts } = rows.records
    return Array.from({ length: fieldCounts[row] ?? 0 }, (_, field) => {
      const place = row * stride + field
      const range = { from: from[place] ?? 0, to: to[place] ?? 0 }
      return decoder.decode(kinds[place] === ESCAPED ? unescapeField(bytes, range, dialect) : bytes.slice(range.from, range.to))
    })
  }
}

test('fields, quotes, line ends and the last line', () => {
  expect(split('a,b\r\n"x,1","y\n2"\n\n"say ""hi""",\n,z', { columns: 2 })).toEqual([
    ['a', 'b'],
    ['x,1', 'y\n2'],
    ['say "hi"', ''],
    ['', 'z'],
  ])
  expect(split('a\n\nb\r\n\r\n', { columns: 1 })).toEqual([['a'], [''], ['b'], ['']])
  expect(split('', { columns: 2 })).toEqual([])
})

test('a quote within a field is a letter like any other', () => {
  expect(split('5" disk,a"b"\n', { columns: 2 })).toEqual([['5" disk', 'a"b"']])
  expect(split('"a",b\n', { columns: 2, dialect: { ...comma, quote: -1, escapeByte: -1 } })).toEqual([['"a"', 'b']])
})

test('comments, and another escape', () => {
  const dialect = { delimiter: 9, quote: 39, escapeByte: 92, comment: 35 }
  expect(split("# no\tline\na\t'b\\'s \\\\'\n#end", { columns: 2, dialect })).toEqual([['a', "b's \\"]])
})

test('broken quotes are told, and so is the number of fields', () => {
  const counts = (text: string) => {
    const rows = createCsvRows(8, 2)
    rows.bytes = encoder.encode(text)
    new CsvSplitter(comma, { columnCount: 2, wanted: [0, 1] }).split(rows, 0, {
      length: rows.bytes.length,
      lastStart: Number.POSITIVE_INFINITY,
      atEnd: true,
    })
    return [...rows.records.fieldCounts.subarray(0, rows.count)]
  }
  expect(counts('a\na,b\na,b,c\na,b,\na,b,,\n')).toEqual([1, 2, 3, 2, 4])
  expect(counts('"a"x,b\nc,d\n')).toEqual([TEXT_BEHIND_QUOTE, 2])
  expect(counts('a,b\n"c,d\ne,f\n')).toEqual([2, OPEN_QUOTE])
})

test('only wanted fields are kept', () => {
  const rows = createCsvRows(4, 1)
  rows.bytes = encoder.encode('1,2,"3"\n4,5,6\n')
  new CsvSplitter(comma, { columnCount: 3, wanted: [2] }).split(rows, 0, { length: 14, lastStart: Number.POSITIVE_INFINITY, atEnd: true })
  const { from, to, kinds } = rows.records
  expect([...from.subarray(0, 2)].map((at, i) => decoder.decode(rows.bytes.slice(at, to[i])))).toEqual(['3', '6'])
  expect(kinds[0]).toBe(QUOTED)
})

const word = fc.string({ unit: fc.constantFrom('a', 'é', ',', '"', '\n', '\r\n', ' ', '#'), maxLength: 6 })

test('what is written by RFC 4180 is read again, wherever the bytes are cut', () => {
  fc.assert(
    fc.property(fc.array(fc.array(word, { minLength: 3, maxLength: 3 }), { maxLength: 8 }), fc.array(fc.nat(200)), (table, cuts) => {
      const quoted = (field: string) => (/^$|[,"\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)
      const text = table.map(row => `${row.map(quoted).join(',')}\n`).join('')
      const { length } = encoder.encode(text)
      const inside = cuts.filter(cut => cut < length).sort((a, b) => a - b)
      expect(split(text, { columns: 3, cuts: inside })).toEqual(table)
    }),
    { seed: 7, numRuns: 2000 },
  )
})
