/** The columns of a node's input that the node gives, in its order: a projection of plain columns. */
import type { Expr } from '../expr/expr.ts'
import type { FunctionRegistry } from '../functions/function-registry.ts'
import type { LogicalPlan } from '../logical/logical-plan.ts'
import type { PhysicalOperator } from './physical-operator.ts'
import { planProjection } from './projection-exec.ts'

export function projectColumns(
  input: PhysicalOperator,
  { schema, ids }: Pick<LogicalPlan, 'schema' | 'ids'>,
  below: { readonly inputIds: readonly number[]; readonly functions: FunctionRegistry },
): PhysicalOperator {
  // One field an id.
  const exprs = ids.map((id, i): Expr => ({ kind: 'column', id, name: schema.fields[i]!.name, type: schema.fields[i]!.type }))
  return planProjection(input, { schema, exprs, ...below }, ids)
}
