/** The least and greatest value of an integer type. */
import type { DataType } from '../columnar/data-type.ts'

export interface IntegerLimits {
  readonly min: bigint
  readonly max: bigint
}

const limits: { readonly [kind in DataType['kind']]?: IntegerLimits } = {
  int8: signed(8n),
  int16: signed(16n),
  int32: signed(32n),
  int64: signed(64n),
  uint8: unsigned(8n),
  uint16: unsigned(16n),
  uint32: unsigned(32n),
  uint64: unsigned(64n),
}

export function integerLimits(type: DataType): IntegerLimits {
  return limits[type.kind] ?? signed(64n)
}

function signed(bits: bigint): IntegerLimits {
  return { min: -(1n << (bits - 1n)), max: (1n << (bits - 1n)) - 1n }
}

function unsigned(bits: bigint): IntegerLimits {
  return { min: 0n, max: (1n << bits) - 1n }
}
