/** Sorting columns is sorting their scalars with a comparator, stably. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DataType } from '../../src/columnar/data-type.ts'
import type { Scalar } from '../../src/columnar/scalar.ts'
import type { SortDirection } from '../../src/kernels/sort-direction.ts'
import { sortRows } from '../../src/kernels/sort-rows.ts'
import { topRows } from '../../src/kernels/top-rows.ts'
import { arbitraryScalar } from '../columnar/arbitrary-column.ts'
import { arbitraryKeys, type Keys, keyColumns } from './arbitrary-keys.ts'

const runs = { numRuns: 400, seed: 23 }
const encoder = new TextEncoder()

/** Values of one type, neither NULL at the top. NULL inside lists and structs is greatest. */
function compareScalars(a: Scalar, b: Scalar, type: DataType): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  if (type.kind === 'list') return compareItems(a as Scalar[], b as Scalar[], () => type.item)
  if (type.kind === 'struct') {
    const items = (value: Scalar) => type.fields.map(field => (value as { [name: string]: Scalar })[field.name]!)
    return compareItems(items(a), items(b), i => type.fields[i]!.type)
  }
  if (type.kind === 'interval') return Number(intervalLength(a) - intervalLength(b))
  if (typeof a === 'string') return compareItems([...encoder.encode(a)], [...encoder.encode(b as string)], () => ({ kind: 'uint8' }))
  if (a instanceof Uint8Array) return compareItems([...a], [...(b as Uint8Array)], () => ({ kind: 'uint8' }))
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
  return a < b ? -1 : Number(a > b)
}

function compareItems(a: readonly Scalar[], b: readonly Scalar[], typeOf: (i: number) => DataType): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compareScalars(a[i]!, b[i]!, typeOf(i))
    if (order !== 0) return order
  }
  return a.length - b.length
}

function intervalLength(value: Scalar): bigint {
  const { months, days, microseconds } = value as { months: number; days: number; microseconds: bigint }
  return BigInt(months * 30 + days) * 86_400_000_000n + microseconds
}

function expected({ types, rows }: Keys, directions: readonly SortDirection[]): number[] {
  return rows
    .map((_, i) => i)
    .sort((i, j) => {
      for (const [k, type] of types.entries()) {
        const a = rows[i]![k]!
        const b = rows[j]![k]!
        const { descending, nullsFirst } = directions[k]!
        if (a === null || b === null) {
          if (a === b) continue
          return (a === null) === nullsFirst ? -1 : 1
        }
        const order = compareScalars(a, b, type)
        if (order !== 0) return descending ? -order : order
      }
      return 0
    })
}

const directionsOf = fc.array(fc.record({ descending: fc.boolean(), nullsFirst: fc.boolean() }), { minLength: 3, maxLength: 3 })

test('sortRows is a stable sort by comparator; topRows its beginning', () => {
  fc.assert(
    fc.property(arbitraryKeys(), directionsOf, fc.nat(90), (keys, allDirections, count) => {
      const directions = allDirections.slice(0, keys.types.length)
      const rows = expected(keys, directions)
      expect([...sortRows(keyColumns(keys), directions)]).toEqual(rows)
      expect([...topRows(keyColumns(keys), directions, count)]).toEqual(rows.slice(0, count))
    }),
    runs,
  )
})

const many = (type: DataType) => fc.array(fc.tuple(arbitraryScalar(type)), { minLength: 300, maxLength: 600 })

test.each(['utf8', 'dictionary', 'binary', 'int32', 'float64', 'uint64'] as const)('many rows of %s, where the radix sort works', kind => {
  fc.assert(
    fc.property(many({ kind }), directionsOf, fc.nat(40), (rows, directions, count) => {
      const keys = { types: [{ kind }] as const, rows }
      const sorted = expected(keys, directions)
      expect([...sortRows(keyColumns(keys), directions.slice(0, 1))]).toEqual(sorted)
      expect([...topRows(keyColumns(keys), directions.slice(0, 1), count)]).toEqual(sorted.slice(0, count))
    }),
    { numRuns: 40, seed: 24 },
  )
})

test('texts that differ only in zero bytes at their ends sort by length', () => {
  const texts = Array.from({ length: 200 }, (_, i) => 'a'.padEnd(1 + ((i * 7) % 11), '\0'))
  const keys = { types: [{ kind: 'utf8' }] as const, rows: texts.map(text => [text]) }
  for (const descending of [false, true]) {
    const direction = [{ descending, nullsFirst: false }]
    expect([...sortRows(keyColumns(keys), direction)]).toEqual(expected(keys, direction))
  }
})
