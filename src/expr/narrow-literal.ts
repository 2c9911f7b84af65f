/** Gives a number literal the type of the column that it is compared with, where that type holds exactly its value. */
import type { DataType } from '../columnar/data-type.ts'
import { integerLimits } from '../kernels/integer-limits.ts'
import { isFloat, isInteger } from './coercion.ts'
import { type Literal, literalOf, scalarOfLiteral } from './literal.ts'

/** `start >= 1e6` gets the UInt32 literal 1000000; `start >= -5` and `start > 1.5` keep their literals (undefined here). */
export function narrowLiteral(literal: Literal, to: DataType): Literal | undefined {
  const value = scalarOfLiteral(literal)
  if (value === null) return { kind: 'literal', type: to, value: null }
  if (typeof value !== 'number' && typeof value !== 'bigint') return undefined
  if (isInteger(to)) return narrowToInteger(value, to)
  if (!isFloat(to)) return undefined
  const number = Number(value)
  const exact = typeof value === 'bigint' ? BigInt(number) === value : true
  const fits = to.kind === 'float64' || Object.is(Math.fround(number), number)
  return exact && fits ? literalOf(to, number) : undefined
}

function narrowToInteger(value: number | bigint, to: DataType): Literal | undefined {
  if (typeof value === 'number' && !Number.isInteger(value)) return undefined
  const integer = BigInt(value)
  const { min, max } = integerLimits(to)
  if (integer < min || integer > max) return undefined
  return literalOf(to, to.kind === 'int64' || to.kind === 'uint64' ? integer : Number(integer))
}
