/** Typed arrays with an entry a group, which grow as groups come. */
import { allOnes, bitmapBytes, clearBit, getBit } from '../../columnar/bitmap.ts'
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { grow } from '../../columnar/grow.ts'
import { withValidity } from '../../kernels/boolean-column.ts'
import { float64ToWords } from '../../kernels/number-arrays.ts'

/** The array itself while it is long enough; new entries are 0. */
export function fitted<A extends Float64Array | Uint8Array | Int32Array | BigInt64Array>(array: A, numGroups: number): A {
  return array.length >= numGroups ? array : grow(array, numGroups)
}

/** As fitted, but new entries are `value`. */
export function fittedFrom(array: Float64Array, numGroups: number, value: number): Float64Array {
  return array.length >= numGroups ? array : grow(array, numGroups).fill(value, array.length)
}

export function float64Column(values: Float64Array, numGroups: number, there?: Uint8Array): Column {
  const column: Column = { type: { kind: 'float64' }, length: numGroups, nullCount: 0, values: values.slice(0, numGroups) }
  return there ? withNulls(column, there) : column
}

/** Integral doubles as int64. */
export function int64Column(values: Float64Array, numGroups: number, there?: Uint8Array): Column {
  const words = float64ToWords(values, numGroups)
  const column: Column = { type: { kind: 'int64' }, length: numGroups, nullCount: 0, values: new BigInt64Array(words.buffer) }
  return there ? withNulls(column, there) : column
}

export function bigintColumn(
  values: BigInt64Array,
  numGroups: number,
  rest: { readonly type: DataType; readonly there: Uint8Array },
): Column {
  const copy = values.slice(0, numGroups)
  const own = rest.type.kind === 'uint64' ? new BigUint64Array(copy.buffer) : copy
  return withNulls({ type: rest.type, length: numGroups, nullCount: 0, values: own }, rest.there)
}

/** NULL where `there` is 0. */
export function withNulls(column: Column, there: Uint8Array): Column {
  const validity = allOnes(column.length)
  for (let group = 0; group < column.length; group++) if (there[group] === 0) clearBit(validity, group)
  return withValidity(column, validity)
}

/** A byte a row: 1 where the row is not NULL. Undefined: no row is. */
export function validBytes(column: Column): Uint8Array | undefined {
  const validity = column.type.kind === 'null' ? new Uint8Array(bitmapBytes(column.length)) : column.validity
  if (!validity) return undefined
  const bytes = new Uint8Array(column.length)
  for (let row = 0; row < bytes.length; row++) bytes[row] = +getBit(validity, row)
  return bytes
}

/** Partial results of a state that holds `width` doubles side by side for each group: a column for each of them. */
export function stateColumns(
  state: Float64Array,
  { width, numGroups }: { readonly width: number; readonly numGroups: number },
): readonly Column[] {
  return Array.from({ length: width }, (_, i) => {
    const values = Float64Array.from({ length: numGroups }, (_value, group) => state[group * width + i] ?? 0) // the state has grown to every group
    return float64Column(values, numGroups)
  })
}
