import { expect, test } from 'vitest'
import { columnFromScalars } from '../../columnar/column-from-scalars.ts'
import type { Scalar } from '../../columnar/scalar.ts'
import { DirectIndex } from './direct-index.ts'

const context = { breathe: () => undefined }

test.each(['int32', 'int64'] as const)('%s keys that stand once, with holes and NULL', async kind => {
  const of = (values: readonly (number | null)[]) =>
    columnFromScalars(
      { kind },
      values.map((value): Scalar => (kind === 'int64' && value !== null ? BigInt(value) : value)),
    )
  const keys = [7, -3, null, 12, 8, 0]
  const index = await DirectIndex.build(of(keys), context)
  const asked = [12, 7, null, 1, -4, 13, -3, 2_000_000_000]
  const found = [...index!.find(of(asked))].map(place => (place < 0 ? undefined : keys[index!.rows[place]!]))
  expect(found).toEqual([12, 7, undefined, undefined, undefined, undefined, -3, undefined])
})

test('other keys are for a hash table', async () => {
  const build = (kind: 'int32' | 'int64' | 'float64', values: readonly Scalar[]) =>
    DirectIndex.build(columnFromScalars({ kind }, values), context)
  expect(await build('int32', [1, 2, 1])).toBeUndefined()
  expect(await build('int32', [1, 1_000_000])).toBeUndefined()
  expect(await build('int64', [1n, 2n ** 40n])).toBeUndefined()
  expect(await build('float64', [1, 2])).toBeUndefined()
  expect(await build('int32', [null, null])).toBeUndefined()
  expect(await build('int32', [])).toBeUndefined()
})

test('64-bit keys that agree in their low words are not found', async () => {
  const index = await DirectIndex.build(columnFromScalars({ kind: 'int64' }, [5n, 6n]), context)
  expect([...index!.find(columnFromScalars({ kind: 'int64' }, [5n, 2n ** 32n + 5n, 6n]))]).toEqual([0, -1, 1])
})
