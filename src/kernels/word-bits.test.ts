import { expect, test } from 'vitest'
import { columnFromScalars } from '../columnar/column-from-scalars.ts'
import { arithmeticColumns } from './arithmetic.ts'

const rows = [0, 1, 5, 1796, 2 ** 31 - 1]

test.each([
  ['uint32', '&', [...rows, 2 ** 32 - 1], [2 ** 32 - 1, 1, 4, 1024, 7, 2 ** 31], [0, 1, 4, 1024, 7, 2 ** 31]],
  ['uint32', '|', [1, 2 ** 31], [2, 1], [3, 2 ** 31 + 1]],
  ['int32', '#', [-1, 6], [1, 3], [-2, 5]],
  ['int32', '&', [-1, -8], [12, 12], [12, 8]],
] as const)('bits of %s: %s', (kind, op, left, right, expected) => {
  const column = (values: readonly number[]) => columnFromScalars({ kind }, values)
  const result = arithmeticColumns({ op, type: { kind }, left: column(left), right: column(right) }, () => {
    throw new Error('fails')
  })
  expect(Array.from(result.values as Int32Array).slice(0, left.length)).toEqual(expected)
  expect(result.type.kind).toBe(kind)
})
