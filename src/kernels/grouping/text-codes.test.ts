import { expect, test } from 'vitest'
import { columnFromScalars } from '../../columnar/column-from-scalars.ts'
import { sliceColumn } from '../../columnar/slice-column.ts'
import { decodeUtf8 } from '../../columnar/utf8.ts'
import { GroupTable } from './group-table.ts'
import { TextCodes } from './text-codes.ts'

const utf8 = { kind: 'utf8' } as const

/** Texts of all lengths around four, eight and twelve bytes, many of which differ in one place only. */
function someText(i: number): string {
  const length = i % 41
  const place = (i * 7) % Math.max(1, length)
  const letter = String.fromCharCode(97 + (i % 5))
  return 'x'.repeat(place) + letter.repeat(Math.min(1, length)) + 'x'.repeat(Math.max(0, length - place - 1))
}

function expectNumbers(texts: readonly string[], batchRows: number, type: 'utf8' | 'dictionary'): void {
  const codes = new TextCodes(utf8)
  const known = new Map<string, number>()
  for (let from = 0; from < texts.length; from += batchRows) {
    const some = texts.slice(from, from + batchRows)
    const numbers = new Uint32Array(some.length)
    codes.open(columnFromScalars({ kind: type }, some))
    codes.assignAll(numbers)
    for (const text of some) if (!known.has(text)) known.set(text, known.size)
    expect(numbers).toEqual(Uint32Array.from(some, text => known.get(text) ?? -1))
  }
  const asked = [...texts.slice(0, 500), ...texts.slice(0, 500).map(text => `${text}y`), 'zzz', '']
  const found = new Int32Array(asked.length)
  for (const kind of ['utf8', 'dictionary'] as const) {
    codes.open(columnFromScalars({ kind }, asked))
    codes.findAll(found)
    expect([...found]).toEqual(asked.map(text => known.get(text) ?? -1))
  }
  const { values, offsets, length } = codes.values()
  const written = Array.from({ length }, (_, i) => decodeUtf8(values as Uint8Array, offsets![i]!, offsets![i + 1]!)) // of a text column
  expect(written).toEqual([...known.keys()])
}

test.each(['utf8', 'dictionary'] as const)('%s: texts that differ anywhere have numbers of their own', type => {
  expectNumbers(
    Array.from({ length: 3000 }, (_, i) => someText(i)),
    700,
    type,
  )
})

test('many texts, in 64 parts, keep their numbers', () => {
  expectNumbers(
    Array.from({ length: 60_000 }, (_, i) => `rs${(i * 7919) % 30_000}`),
    9000,
    'utf8',
  )
})

test('a slice of a column and NULLs between the texts', () => {
  const table = new GroupTable([utf8])
  const column = columnFromScalars(utf8, ['skipped', 'a', null, 'bc', 'a', null, 'a long text of many bytes', 'bc'])
  expect([...table.assign([sliceColumn(column, 1, 8)], 7)]).toEqual([0, 1, 2, 0, 1, 3, 2])
  expect([...table.find([columnFromScalars(utf8, ['bc', null, 'b'])], 3)]).toEqual([2, 1, -1])
})

test('a text that is not there may come later, also for a dictionary that has asked for it', () => {
  const codes = new TextCodes(utf8)
  const asked = columnFromScalars({ kind: 'dictionary' }, ['a', 'b', 'a'])
  const found = new Int32Array(3)
  codes.open(asked)
  codes.findAll(found)
  expect([...found]).toEqual([-1, -1, -1])
  codes.open(columnFromScalars(utf8, ['b']))
  codes.assignAll(new Uint32Array(1))
  codes.open(asked)
  codes.findAll(found)
  expect([...found]).toEqual([-1, 0, -1])
})
