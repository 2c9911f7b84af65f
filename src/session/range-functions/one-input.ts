/** The one table of merge, cluster, expand and sort: columns found, coordinates known. */
import { QueryError } from '../../common/errors.ts'
import type { CoordinateSystem } from '../../genomics/coordinate-system.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { agreeOnCoordinates } from './agree-on-coordinates.ts'
import { intervalColumnsOf } from './interval-columns-of.ts'
import type { RangeContext } from './range-function.ts'
import type { RangeOptions } from './range-options.ts'
import type { Side } from './two-inputs.ts'

/** Reads cols and on_cols. */
export function oneInput(
  operation: string,
  inputs: readonly LogicalPlan[],
  given: { readonly options: RangeOptions; readonly context: RangeContext },
): Side & { readonly system: CoordinateSystem } {
  const { options, context } = given
  const choice = { cols: options.texts('cols'), onCols: options.texts('on_cols') }
  const [plan] = inputs
  if (!plan) throw new QueryError('PLAN', `${operation} takes a table: ${operation}('calls').`)
  const { system } = agreeOnCoordinates(operation, [{ plan, choice, role: 'the table' }], context)
  return { plan, columns: intervalColumnsOf(plan, choice, 'the table'), system }
}
