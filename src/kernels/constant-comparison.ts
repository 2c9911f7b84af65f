/** Compares a column with one value: `start <= 2000000`, `chrom = 'chr1'`. */
import { bitmapBytes } from '../columnar/bitmap.ts'
import type { Column } from '../columnar/column.ts'
import { constantColumn } from '../columnar/constant-column.ts'
import { isWideDecimal } from '../columnar/decimal-words.ts'
import type { Scalar } from '../columnar/scalar.ts'
import { encodeUtf8 } from '../columnar/utf8.ts'
import { booleanColumn } from './boolean-column.ts'
import { type ComparisonOperator, compareColumns, outcomesOf } from './compare-columns.ts'
import { float64AtMost, float64Equals, int32AtMost, int32Equals, uint32AtMost, uint32Equals } from './compare-numbers.ts'
import { compareWordsWith } from './compare-pairs.ts'
import { compareTextWith, textEquals } from './compare-text.ts'
import { dictionaryPredicate } from './dictionary-lookup.ts'
import { float64Values, int32Values, wordsOf } from './number-arrays.ts'
import { previousFloat } from './previous-float.ts'
import { textRows } from './text-rows.ts'

/** The value is of the columns' type, text for a dictionary. Made once a query: what it learns of a dictionary serves all batches. */
export function constantComparison(op: ComparisonOperator, value: Scalar): (column: Column) => Column {
  if (value === null) return column => booleanColumn(noBits(column), column.length, noBits(column))
  if (typeof value === 'string') return textComparison(op, encodeUtf8(value), value)
  if (value instanceof Uint8Array) return textComparison(op, value, undefined)
  if (typeof value === 'boolean') return column => compareBoolean(op, column, value)
  if (typeof value === 'number') return column => compareNumber(op, column, value)
  if (typeof value === 'bigint') return column => compareInt64(op, column, value)
  return column => compareColumns(op, column, constantColumn(column.type, value, column.length))
}

function noBits(column: Column): Uint8Array {
  return new Uint8Array(bitmapBytes(column.length))
}

function textComparison(op: ComparisonOperator, bytes: Uint8Array, text: string | undefined): (column: Column) => Column {
  const equality = op === '=' || op === '<>'
  const flip = op === '<>' ? 1 : 0
  const compareUtf8 = (column: Column) => {
    const bits = noBits(column)
    if (equality) textEquals(textRows(column), bytes, column.length, { bits, flip })
    else compareTextWith(textRows(column), bytes, column.length, { bits, accept: outcomesOf(op) })
    return booleanColumn(bits, column.length, column.validity)
  }
  const compareEntries = dictionaryPredicate(compareUtf8)
  return column => {
    if (column.type.kind !== 'dictionary') return compareUtf8(column)
    if (!equality || text === undefined) return compareEntries(column)
    const bits = noBits(column)
    const code = column.dictionary!.find(text) // of a dictionary column
    int32Equals(int32Values(column), column.length, code, { bits, flip: flip ? 255 : 0 })
    return booleanColumn(bits, column.length, column.validity)
  }
}

function compareBoolean(op: ComparisonOperator, column: Column, value: boolean): Column {
  const accept = outcomesOf(op)
  const outcome = (side: boolean) => (accept >> (1 + Number(side) - Number(value))) & 1
  const whenTrue = outcome(true) ? 255 : 0
  const whenFalse = outcome(false) ? 255 : 0
  const values = column.values as Uint8Array // of a boolean column
  const bits = noBits(column)
  for (let i = 0; i < bits.length; i++) bits[i] = (values[i]! & whenTrue) | (~values[i]! & whenFalse)
  return booleanColumn(bits, column.length, column.validity)
}

/** All six operators from two loops: `>` is the opposite of `<=`, `<` is `<=` the number before. NaN is then greater than every number. */
function compareNumber(op: ComparisonOperator, column: Column, value: number): Column {
  const bits = noBits(column)
  const { kind } = column.type
  const float = kind === 'float64' || kind === 'float32'
  if (Number.isNaN(value)) compareWithNaN(op, column, bits)
  else if (op === '=' || op === '<>') equals(column, value, { bits, flip: op === '<>' ? 255 : 0 })
  else {
    const strict = op === '<' || op === '>='
    const limit = strict ? (float ? previousFloat(value) : Math.ceil(value) - 1) : value
    const flip = op === '>' || op === '>=' ? 255 : 0
    // Nothing is below -Infinity.
    if (strict && value === Number.NEGATIVE_INFINITY) bits.fill(flip)
    else atMost(column, limit, { bits, flip })
  }
  return booleanColumn(bits, column.length, column.validity)
}

function atMost(column: Column, limit: number, target: { readonly bits: Uint8Array; readonly flip: number }): void {
  const { kind } = column.type
  if (kind === 'uint32') uint32AtMost(column.values as Uint32Array, column.length, limit, target)
  else if (kind === 'float64' || kind === 'float32') float64AtMost(float64Values(column), column.length, limit, target)
  else int32AtMost(int32Values(column), column.length, limit, target)
}

function equals(column: Column, wanted: number, target: { readonly bits: Uint8Array; readonly flip: number }): void {
  const { kind } = column.type
  if (kind === 'uint32') uint32Equals(column.values as Uint32Array, column.length, wanted, target)
  else if (kind === 'float64' || kind === 'float32') float64Equals(float64Values(column), column.length, wanted, target)
  else int32Equals(int32Values(column), column.length, wanted, target)
}

/** NaN equals itself and is greater than every number. */
function compareWithNaN(op: ComparisonOperator, column: Column, bits: Uint8Array): void {
  const accept = outcomesOf(op)
  const values = float64Values(column)
  for (let i = 0; i < column.length; i++) {
    const order = Number.isNaN(values[i]) ? 1 : 0
    bits[i >>> 3]! |= ((accept >> order) & 1) << (i & 7)
  }
}

function compareInt64(op: ComparisonOperator, column: Column, value: bigint): Column {
  if (isWideDecimal(column.type)) return compareColumns(op, column, constantColumn(column.type, value, column.length))
  const bits = noBits(column)
  const low = Number(BigInt.asIntN(32, value))
  const high = Number(BigInt.asIntN(32, value >> 32n))
  const flipHigh = column.type.kind === 'uint64' ? -0x80000000 : 0
  compareWordsWith(wordsOf(column), column.length, { bits, accept: outcomesOf(op), flipHigh, low, high })
  return booleanColumn(bits, column.length, column.validity)
}
