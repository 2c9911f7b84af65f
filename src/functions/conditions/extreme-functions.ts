/** greatest and least, and typeof. */
import type { Column } from '../../columnar/column.ts'
import { concatColumns } from '../../columnar/concat-columns.ts'
import { constantColumn } from '../../columnar/constant-column.ts'
import { isValid } from '../../columnar/is-valid.ts'
import { sqlTypeName } from '../../columnar/sql-type-name.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import { typeName } from '../../columnar/type-name.ts'
import { valueComparator } from '../../kernels/compare-values.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { mixedParameters, mixedType } from './null-functions.ts'

/** The argument that wins, NULLs aside; `sign` 1 for the greatest. */
function extreme(args: readonly Column[], numRows: number, sign: 1 | -1): Column {
  const all = concatColumns(args)
  const compare = valueComparator(all, all)
  const places = new Uint32Array(numRows)
  for (let row = 0; row < numRows; row++) {
    let best = row
    for (let place = row + numRows; place < all.length; place += numRows) {
      if (!isValid(all, place)) continue
      if (!isValid(all, best) || compare(place, best) * sign > 0) best = place
    }
    places[row] = best
  }
  return takeColumn(all, places)
}

export const extremeFunctions: readonly ScalarFunction[] = [
  {
    kind: 'scalar',
    name: 'greatest',
    summary: 'The greatest of the arguments; NULLs are left out.',
    example: 'SELECT greatest(3, NULL, 7, 5)',
    result: '7',
    safe: true,
    parameterTypes: mixedParameters,
    resultType: types => (types.length > 0 ? mixedType(types) : undefined),
    evaluate: (args, numRows) => extreme(args, numRows, 1),
  },
  {
    kind: 'scalar',
    name: 'least',
    summary: 'The least of the arguments; NULLs are left out.',
    example: 'SELECT least(3, NULL, 7, 5)',
    result: '3',
    safe: true,
    parameterTypes: mixedParameters,
    resultType: types => (types.length > 0 ? mixedType(types) : undefined),
    evaluate: (args, numRows) => extreme(args, numRows, -1),
  },
  {
    kind: 'scalar',
    name: 'typeof',
    aliases: ['pg_typeof'],
    summary: 'The name of the type of a value, as SQL writes it.',
    example: 'SELECT typeof([1, 2])',
    result: 'INTEGER[]',
    safe: true,
    resultType: types => (types.length === 1 ? { kind: 'utf8' } : undefined),
    evaluate: (args, numRows) => constantColumn({ kind: 'utf8' }, args[0] ? sqlTypeName(args[0].type) : 'NULL', numRows),
  },
  {
    kind: 'scalar',
    name: 'arrow_typeof',
    summary: "The name of the type of a value, as Arrow's schemas write it.",
    example: 'SELECT arrow_typeof([1, 2])',
    result: 'List<Int32>',
    safe: true,
    resultType: types => (types.length === 1 ? { kind: 'utf8' } : undefined),
    evaluate: (args, numRows) => constantColumn({ kind: 'utf8' }, args[0] ? typeName(args[0].type) : 'Null', numRows),
  },
]
