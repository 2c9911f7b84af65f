import { expect, test } from 'vitest'
import { columnFromScalars } from '../columnar/column-from-scalars.ts'
import { NO_ROW, takeColumnOrNull } from '../columnar/take-column-or-null.ts'
import { hashColumns } from './hash-columns.ts'

test('what lies under a NULL does not matter', () => {
  const column = takeColumnOrNull(columnFromScalars({ kind: 'int32' }, [5]), Uint32Array.of(NO_ROW, 0))
  const [underNull, five] = hashColumns([column], 2)
  expect(underNull).toBe(hashColumns([columnFromScalars({ kind: 'int32' }, [null])], 1)[0])
  expect(underNull).not.toBe(five)
})

test('text hashes alike with and without a dictionary', () => {
  const texts = ['chr1', '', 'chrX', null]
  const plain = hashColumns([columnFromScalars({ kind: 'utf8' }, texts)], 4)
  expect(hashColumns([columnFromScalars({ kind: 'dictionary' }, texts)], 4)).toEqual(plain)
  expect(new Set(plain).size).toBe(4)
})

test('the order of the columns matters', () => {
  const [a, b] = [columnFromScalars({ kind: 'int32' }, [1]), columnFromScalars({ kind: 'int32' }, [2])]
  expect(hashColumns([a, b], 1)).not.toEqual(hashColumns([b, a], 1))
})
