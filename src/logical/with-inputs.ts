/**
 * The same node over other inputs. Nodes that pass their input's columns on take schema and ids from the new input; nodes that make
 * columns keep their own. The same object comes back when no input changed.
 */
import { unreachable } from '../common/unreachable.ts'
import type { LogicalPlan } from './logical-plan.ts'
import type { NodeOf } from './node-of.ts'
import { dependentJoinNode } from './nodes/dependent-join-node.ts'
import { filterNode } from './nodes/filter-node.ts'
import { intervalJoinNode } from './nodes/interval-join-node.ts'
import { joinNode } from './nodes/join-node.ts'
import { keepColumns } from './nodes/keep-columns.ts'
import { planInputs } from './plan-inputs.ts'

export function withInputs(plan: LogicalPlan, inputs: readonly LogicalPlan[]): LogicalPlan {
  if (planInputs(plan).every((input, i) => input === inputs[i])) return plan
  // A node is given as many inputs as planInputs() told, so these are there where they are read.
  const first = inputs[0]!
  const second = inputs[1]!
  switch (plan.kind) {
    case 'scan':
    case 'values':
    case 'working-table':
      return plan
    case 'filter':
      return withoutDropped(plan, filterNode(plan.predicate, first))
    case 'sort':
    case 'limit':
    case 'distinct':
      return { ...plan, schema: first.schema, ids: first.ids, input: first }
    case 'projection':
    case 'aggregate':
    case 'depth':
      return { ...plan, input: first }
    case 'window':
    case 'unnest':
    case 'look-up':
      return { ...plan, ...appendedColumns(plan, first), input: first }
    case 'join':
      return withoutDropped(plan, joinNode({ joinType: plan.joinType, on: plan.on, residual: plan.residual, left: first, right: second }))
    case 'interval-join':
      return withoutDropped(plan, intervalJoinNode({ ...plan, left: first, right: second }))
    case 'dependent-join':
      return dependentJoinNode({ ...plan, left: first, right: second })
    case 'range-operation':
    case 'set-operation':
      return { ...plan, inputs }
    case 'recursive':
      return { ...plan, seed: first, step: second }
    default:
      return unreachable(plan)
  }
}

/** A window or an unnest gives its input's columns, then its own: those stay, the others follow the new input. */
function appendedColumns(
  plan: Extract<LogicalPlan, { kind: 'window' | 'unnest' | 'look-up' }>,
  input: LogicalPlan,
): Pick<LogicalPlan, 'schema' | 'ids'> {
  const own = plan.input.ids.length
  return {
    schema: { ...input.schema, fields: [...input.schema.fields, ...plan.schema.fields.slice(own)] },
    ids: [...input.ids, ...plan.ids.slice(own)],
  }
}

/** Columns that the node did not give before, it does not give now. */
function withoutDropped<N extends NodeOf<'filter' | 'join' | 'interval-join'>>(before: N, after: N): N {
  const given = new Set(before.ids)
  const dropped = new Set(planInputs(before).flatMap(input => input.ids.filter(id => !given.has(id))))
  return dropped.size === 0 ? after : keepColumns(after, id => !dropped.has(id))
}
