import { expect, test } from 'vitest'
import { makeRandom } from '../../../tests/inflate/random.ts'
import { columnFromScalars } from '../../columnar/column-from-scalars.ts'
import { scalarAt } from '../../columnar/scalar-at.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import { replaceBytes } from './replace-bytes.ts'

const UTF8 = { kind: 'utf8' } as const

test('is what strings give, for any texts', () => {
  const random = makeRandom(4)
  const word = (most: number) => Array.from({ length: random.below(most) }, () => random.pick(['a', 'b', 'aa', 'é', '𝄞', ''])).join('')
  const rows = Array.from({ length: 3_000 }, () => [word(12), word(3), word(4)] as const)
  const columns = [0, 1, 2].map(place =>
    columnFromScalars(
      place === 1 ? { kind: 'dictionary' } : UTF8,
      rows.map(row => row[place] ?? ''),
    ),
  )
  const replaced = replaceBytes(columns, rows.length)
  for (const [i, [text, from, to]] of rows.entries()) {
    expect(scalarAt(replaced, i), `${text}, ${from}, ${to}`).toBe(from === '' ? text : text.replaceAll(from, () => to))
  }
})

test('NULL where an argument is', () => {
  const columns = [
    ['aba', null, 'x'],
    ['b', 'b', null],
    ['', '', ''],
  ].map(values => columnFromScalars(UTF8, values))
  const replaced = replaceBytes(columns, 3)
  expect([0, 1, 2].map(row => scalarAt(replaced, row))).toEqual(['aa', null, null])
})

test('a result that is too long is an error', () => {
  const columns = ['a'.repeat(1_000_000), 'a', 'b'.repeat(100)].map(text => columnFromScalars(UTF8, [text]))
  expect(() => replaceBytes(columns, 1)).toThrow('Function replace would make a text of 100000000 characters; the limit is 67108864')
})

test('one letter of every row, also of texts that do not begin the buffer', () => {
  const texts = ['GATTACA', null, '', 'GGG', 'é𝄞G']
  const text = takeColumn(columnFromScalars(UTF8, ['TT', ...texts]), Uint32Array.of(1, 2, 3, 4, 5))
  const part = { ...text, length: 4, offsets: text.offsets!.subarray(1), nullCount: 0 }
  const { validity: _, ...rest } = part
  const constant = (value: string, length: number) =>
    columnFromScalars(
      UTF8,
      Array.from({ length }, () => value),
    )
  const all = replaceBytes([text, constant('G', 5), constant('', 5)], 5)
  expect([0, 1, 2, 3, 4].map(row => scalarAt(all, row))).toEqual(['ATTACA', null, '', '', 'é𝄞'])
  const some = replaceBytes([rest, constant('G', 4), constant('', 4)], 4)
  expect([0, 1, 2, 3].map(row => scalarAt(some, row))).toEqual(['', '', '', 'é𝄞'])
})
