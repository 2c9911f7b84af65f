/** `x IN (values)`: NULL where x is NULL, or where it is not found and the list holds a NULL. */
import { bitmapBytes, setBit } from '../columnar/bitmap.ts'
import type { Column } from '../columnar/column.ts'
import { isWideDecimal, unscaledReader } from '../columnar/decimal-words.ts'
import type { FixedWidthArray } from '../columnar/fixed-width.ts'
import type { Scalar } from '../columnar/scalar.ts'
import { encodeUtf8 } from '../columnar/utf8.ts'
import { andBits } from './bitmap.ts'
import { booleanColumn } from './boolean-column.ts'
import { ByteSet } from './byte-set.ts'
import { constantComparison } from './constant-comparison.ts'
import { dictionaryPredicate } from './dictionary-lookup.ts'
import { orColumns } from './logic.ts'
import { textRows } from './text-rows.ts'

/** Up to so many values, a comparison each is faster than a set. */
const FEW = 4

/** The values are of the column's type, text for a dictionary. Lists and structs are compared one by one. */
export function listMembership(values: readonly Scalar[]): (column: Column) => Column {
  const present = values.filter(value => value !== null)
  const found =
    present.length <= FEW || typeof present[0] === 'object' || typeof present[0] === 'boolean' ? anyEqual(present) : inSet(present)
  if (present.length === values.length) return found
  return column => {
    const result = found(column)
    const bits = result.values as Uint8Array // of a boolean column
    const validity = result.validity ? andBits(bits, result.validity, column.length) : bits
    return booleanColumn(bits, column.length, validity)
  }
}

function anyEqual(values: readonly Scalar[]): (column: Column) => Column {
  const comparisons = values.map(value => constantComparison('=', value))
  return column => {
    const none = booleanColumn(new Uint8Array(bitmapBytes(column.length)), column.length, column.validity)
    return comparisons.reduce((result, compare) => orColumns(result, compare(column)), none)
  }
}

function inSet(values: readonly Scalar[]): (column: Column) => Column {
  if (typeof values[0] !== 'string') {
    const numbers = new Set(values)
    return column => numbersInSet(column, numbers)
  }
  const set = new ByteSet(values.map(value => encodeUtf8(String(value))))
  const inText = (column: Column) => textInSet(column, set)
  const inEntries = dictionaryPredicate(inText)
  return column => (column.type.kind === 'dictionary' ? inEntries(column) : inText(column))
}

/** SameValueZero equality, as Set has it: NaN is in a list that holds NaN. */
function numbersInSet(column: Column, set: ReadonlySet<Scalar>): Column {
  const bits = new Uint8Array(bitmapBytes(column.length))
  if (isWideDecimal(column.type)) {
    const unscaled = unscaledReader(column)
    for (let row = 0; row < column.length; row++) if (set.has(unscaled(row))) setBit(bits, row)
    return booleanColumn(bits, column.length, column.validity)
  }
  const values = column.values as FixedWidthArray // a type whose scalars are numbers or bigints
  for (let row = 0; row < column.length; row++) if (set.has(values[row]!)) setBit(bits, row)
  return booleanColumn(bits, column.length, column.validity)
}

function textInSet(column: Column, set: ByteSet): Column {
  const bits = new Uint8Array(bitmapBytes(column.length))
  const { bytes, offsets } = textRows(column)
  for (let row = 0; row < column.length; row++) if (set.has(bytes, offsets[row]!, offsets[row + 1]!)) setBit(bits, row)
  return booleanColumn(bits, column.length, column.validity)
}
