/** The left and right side of an operation, ready to be planned: columns found, coordinates agreed on. */

import { sqlTypeName } from '../../columnar/sql-type-name.ts'
import { QueryError } from '../../common/errors.ts'
import { commonType, isText } from '../../expr/coercion.ts'
import type { CoordinateSystem } from '../../genomics/coordinate-system.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { agreeOnCoordinates } from './agree-on-coordinates.ts'
import { intervalColumnsOf, type NamedIntervalColumns } from './interval-columns-of.ts'
import type { RangeContext } from './range-function.ts'
import type { RangeOptions } from './range-options.ts'

export interface Side {
  readonly plan: LogicalPlan
  readonly columns: NamedIntervalColumns
}

export interface TwoInputs {
  readonly left: Side
  readonly right: Side
  readonly system: CoordinateSystem
}

/** Reads cols, cols1, cols2 and on_cols. */
export function twoInputs(
  operation: string,
  inputs: readonly LogicalPlan[],
  given: { readonly options: RangeOptions; readonly context: RangeContext; readonly rightRole?: string },
): TwoInputs {
  const { options, context, rightRole = 'the right table' } = given
  const cols = options.texts('cols')
  const onCols = options.texts('on_cols')
  const roles = ['the left table', rightRole]
  const choices = [
    { cols: options.texts('cols1') ?? cols, onCols },
    { cols: options.texts('cols2') ?? cols, onCols },
  ]
  const named = inputs.map((plan, i) => ({ plan, choice: choices[i] ?? {}, role: roles[i] ?? '' }))
  const { inputs: agreed, system } = agreeOnCoordinates(operation, named, context)
  const [left, right] = agreed.map((plan, i) => ({ plan, columns: intervalColumnsOf(plan, choices[i] ?? {}, roles[i] ?? '') }))
  if (!left || !right) throw new QueryError('PLAN', `${operation} takes two tables: ${operation}('calls', 'genes').`)
  checkKeys(left.columns, right.columns)
  return { left, right, system }
}

function checkKeys(left: NamedIntervalColumns, right: NamedIntervalColumns): void {
  left.keyColumns.forEach((key, i) => {
    const other = right.keyColumns[i]
    if (!other || (isText(key.type) && isText(other.type)) || commonType(key.type, other.type)) return
    throw new QueryError(
      'PLAN',
      `Columns ${key.name} (${sqlTypeName(key.type)}) and ${other.name} (${sqlTypeName(other.type)}) cannot be equal: cast one of them.`,
    )
  })
}
