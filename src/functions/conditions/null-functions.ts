/** Choosing by NULL and equality. */

import { allOnes } from '../../columnar/bitmap.ts'
import type { Column } from '../../columnar/column.ts'
import { concatColumns } from '../../columnar/concat-columns.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { isValid } from '../../columnar/is-valid.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import { andBits, notBits } from '../../kernels/bitmap.ts'
import { booleanColumn, commonValidity, withValidity } from '../../kernels/boolean-column.ts'
import { commonType } from '../../kernels/common-type.ts'
import { compareColumns } from '../../kernels/compare-columns.ts'
import { isNullColumn, notColumn } from '../../kernels/logic.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'

/** One type for all; dictionaries become text, because their entries may mix. */
export function mixedType(types: readonly DataType[]): DataType | undefined {
  const common = types.reduce<DataType | undefined>((all, type) => all && commonType(all, type), { kind: 'null' })
  return common?.kind === 'dictionary' ? { kind: 'utf8' } : common
}

/** Parameters of functions whose arguments must have one type. */
export function mixedParameters(types: readonly DataType[]): readonly DataType[] {
  const type = mixedType(types)
  return type ? types.map(() => type) : types
}

function coalesce(args: readonly Column[], numRows: number): Column {
  const first = argument(args, 0)
  if (first.nullCount === 0) return first
  const places = new Uint32Array(numRows)
  for (let row = 0; row < numRows; row++) {
    let chosen = args.findIndex(arg => isValid(arg, row))
    if (chosen < 0) chosen = 0
    places[row] = chosen * numRows + row
  }
  return takeColumn(concatColumns(args), places)
}

function nullIf(args: readonly Column[], numRows: number): Column {
  const value = argument(args, 0)
  const equal = compareColumns('=', value, argument(args, 1))
  const isEqual = andBits(equal.values as Uint8Array, equal.validity ?? allOnes(numRows), numRows) // bits of a boolean column
  return withValidity(value, andBits(value.validity ?? allOnes(numRows), notBits(isEqual, numRows), numRows))
}

/** TRUE where both are NULL, or both are there and equal. */
function notDistinct(args: readonly Column[], numRows: number): Column {
  const left = argument(args, 0)
  const right = argument(args, 1)
  const equal = compareColumns('=', left, right)
  const both = commonValidity([left, right], numRows) ?? allOnes(numRows)
  const equalBits = andBits(equal.values as Uint8Array, both, numRows) // bits of a boolean column
  const nulls = andBits(isNullColumn(left).values as Uint8Array, isNullColumn(right).values as Uint8Array, numRows)
  for (let i = 0; i < equalBits.length; i++) equalBits[i]! |= nulls[i]! // a bit a row each
  return booleanColumn(equalBits, numRows)
}

const comparable = (types: readonly DataType[]): DataType | undefined =>
  types.length === 2 && mixedType(types) ? { kind: 'boolean' } : undefined

export const nullFunctions: readonly ScalarFunction[] = [
  {
    kind: 'scalar',
    name: 'coalesce',
    aliases: ['ifnull', 'nvl'],
    summary: 'The first argument that is not NULL; later ones are evaluated only where needed.',
    example: 'SELECT coalesce(NULL, 3, 1 / 0)',
    result: '3',
    safe: true,
    parameterTypes: mixedParameters,
    resultType: types => (types.length > 0 ? mixedType(types) : undefined),
    evaluate: coalesce,
  },
  {
    kind: 'scalar',
    name: 'nullif',
    summary: 'NULL where both arguments are equal, else the first.',
    example: "SELECT nullif('.', '.') IS NULL",
    result: 'true',
    safe: true,
    parameterTypes: mixedParameters,
    resultType: types => (types.length === 2 ? mixedType(types) : undefined),
    evaluate: nullIf,
  },
  {
    kind: 'scalar',
    name: 'is_distinct_from',
    summary: 'Whether two values differ, where NULL equals NULL: `a IS DISTINCT FROM b`.',
    example: 'SELECT 1 IS DISTINCT FROM NULL',
    result: 'true',
    safe: true,
    parameterTypes: mixedParameters,
    resultType: comparable,
    evaluate: (args, numRows) => notColumn(notDistinct(args, numRows)),
  },
  {
    kind: 'scalar',
    name: 'is_not_distinct_from',
    summary: 'Whether two values are equal, where NULL equals NULL: `a IS NOT DISTINCT FROM b`.',
    example: 'SELECT NULL IS NOT DISTINCT FROM NULL',
    result: 'true',
    safe: true,
    parameterTypes: mixedParameters,
    resultType: comparable,
    evaluate: notDistinct,
  },
]
