/** Random column types, values of them, and columns that start anywhere in their buffers. */
import fc from 'fast-check'
import type { Column } from '../../src/columnar/column.ts'
import { columnFromScalars } from '../../src/columnar/column-from-scalars.ts'
import type { DataType, Field } from '../../src/columnar/data-type.ts'
import type { Scalar } from '../../src/columnar/scalar.ts'
import { sliceColumn } from '../../src/columnar/slice-column.ts'

export interface Sample {
  readonly type: DataType
  readonly scalars: readonly Scalar[]
  readonly column: Column
}

const flatTypes: readonly DataType[] = [
  { kind: 'null' },
  { kind: 'boolean' },
  { kind: 'int8' },
  { kind: 'int16' },
  { kind: 'int32' },
  { kind: 'int64' },
  { kind: 'uint8' },
  { kind: 'uint16' },
  { kind: 'uint32' },
  { kind: 'uint64' },
  { kind: 'float32' },
  { kind: 'float64' },
  { kind: 'utf8' },
  { kind: 'binary' },
  { kind: 'dictionary' },
  { kind: 'date' },
  { kind: 'timestamp', unit: 'ms' },
  { kind: 'timestamp', unit: 'us', timezone: 'UTC' },
  { kind: 'decimal', precision: 12, scale: 3 },
  { kind: 'interval' },
]

export function arbitraryType(depth = 2): fc.Arbitrary<DataType> {
  const flat = fc.constantFrom(...flatTypes)
  if (depth === 0) return flat
  const list = arbitraryType(depth - 1).map(item => ({ kind: 'list', item }) as const)
  const struct = fc
    .array(arbitraryType(depth - 1), { minLength: 1, maxLength: 3 })
    .map(types => ({ kind: 'struct', fields: types.map((type, i): Field => ({ name: `f${i}`, type, nullable: true })) }) as const)
  return fc.oneof({ weight: 4, arbitrary: flat }, { weight: 1, arbitrary: list }, { weight: 1, arbitrary: struct })
}

export function arbitraryScalar(type: DataType): fc.Arbitrary<Scalar> {
  if (type.kind === 'null') return fc.constant(null)
  return fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: 5, arbitrary: arbitraryValue(type) })
}

/** Half of the values come from a small set, so that equal ones meet. */
function arbitraryValue(type: DataType): fc.Arbitrary<Scalar> {
  switch (type.kind) {
    case 'boolean':
      return fc.boolean()
    case 'int8':
      return integers(-128, 127)
    case 'int16':
      return integers(-32768, 32767)
    case 'int32':
    case 'date':
      return integers(-(2 ** 31), 2 ** 31 - 1)
    case 'uint8':
      return integers(0, 255)
    case 'uint16':
      return integers(0, 65535)
    case 'uint32':
      return integers(0, 2 ** 32 - 1)
    case 'int64':
    case 'timestamp':
      return fc.oneof(fc.bigInt({ min: -2n, max: 3n }), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }))
    case 'decimal':
      return fc.oneof(fc.bigInt({ min: -2n, max: 3n }), fc.bigInt({ min: -(10n ** 12n) + 1n, max: 10n ** 12n - 1n }))
    case 'uint64':
      return fc.oneof(fc.bigInt({ min: 0n, max: 3n }), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }))
    case 'float32':
      return fc.oneof(fc.constantFrom(0, -0, 1.5, Number.NaN), fc.float())
    case 'float64':
      return fc.oneof(fc.constantFrom(0, -0, 1.5, Number.NaN), fc.double())
    case 'utf8':
    case 'dictionary':
      return texts()
    case 'binary':
      return fc.uint8Array({ maxLength: 20 })
    case 'interval':
      return fc.record({
        months: fc.integer({ min: -100, max: 100 }),
        days: fc.integer({ min: -100, max: 100 }),
        microseconds: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
      })
    case 'list':
      return fc.array(arbitraryScalar(type.item), { maxLength: 4 })
    case 'struct':
      return fc.record(Object.fromEntries(type.fields.map(field => [field.name, arbitraryScalar(field.type)])))
    default:
      return fc.constant(null)
  }
}

function integers(min: number, max: number): fc.Arbitrary<number> {
  return fc.oneof(fc.integer({ min: Math.max(min, -2), max: 3 }), fc.integer({ min, max }))
}

/** Common prefixes, zero bytes and what is not ASCII: where sorting text goes wrong. */
function texts(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom('', 'chr1', 'chr10', 'chr2', 'PASS', 'a\0', 'a', 'a\0\0\0\0', 'a\0\0\0\0\0'),
    fc.string({ unit: fc.constantFrom('a', 'b', '\0', 'é', '𝛼', 'z'), maxLength: 12 }),
    fc.string({ maxLength: 40 }),
  )
}

/** A column and what it holds; some are cut out of longer ones. */
export function sampleOf(type: DataType, maxLength = 40): fc.Arbitrary<Sample> {
  return fc.tuple(fc.array(arbitraryScalar(type), { maxLength }), fc.nat(), fc.nat()).map(([all, a, b]) => {
    const start = a % 3 === 0 ? a % (all.length + 1) : 0
    const end = all.length - (b % 3 === 0 ? b % (all.length - start + 1) : 0)
    return { type, scalars: all.slice(start, end), column: sliceColumn(columnFromScalars(type, all), start, end) }
  })
}

export function arbitrarySample(maxLength = 40): fc.Arbitrary<Sample> {
  return arbitraryType().chain(type => sampleOf(type, maxLength))
}
