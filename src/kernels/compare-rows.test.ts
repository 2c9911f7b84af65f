import { expect, test } from 'vitest'
import { columnFromScalars } from '../columnar/column-from-scalars.ts'
import { rowComparator } from './compare-rows.ts'

test('64-bit integers whose high words agree compare by the low word, which has no sign', () => {
  const column = columnFromScalars({ kind: 'int64' }, [1n, 2n ** 31n, -1n, -(2n ** 31n) - 1n])
  const compare = rowComparator([column], [{ descending: false, nullsFirst: false }])
  expect([compare(0, 1), compare(2, 3), compare(2, 0)].map(Math.sign)).toEqual([-1, 1, -1])
})

test('rows of two sets of columns compare, each key in its own direction', () => {
  const left = [columnFromScalars({ kind: 'dictionary' }, ['a', 'b']), columnFromScalars({ kind: 'int8' }, [1, null])]
  const right = [columnFromScalars({ kind: 'dictionary' }, ['b', 'a']), columnFromScalars({ kind: 'int8' }, [7, 2])]
  const compare = rowComparator(
    left,
    [
      { descending: false, nullsFirst: false },
      { descending: true, nullsFirst: true },
    ],
    right,
  )
  // a < b; a = a and 1 after 2; b = b and NULL before 7.
  expect([compare(0, 0), compare(0, 1), compare(1, 0)].map(Math.sign)).toEqual([-1, 1, -1])
})
