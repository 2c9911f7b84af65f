/** The inputs of a node, left to right. */
import { unreachable } from '../common/unreachable.ts'
import type { LogicalPlan } from './logical-plan.ts'

export function planInputs(plan: LogicalPlan): readonly LogicalPlan[] {
  switch (plan.kind) {
    case 'scan':
    case 'values':
    case 'working-table':
      return []
    case 'filter':
    case 'projection':
    case 'aggregate':
    case 'depth':
    case 'look-up':
    case 'window':
    case 'sort':
    case 'limit':
    case 'distinct':
    case 'unnest':
      return [plan.input]
    case 'join':
    case 'interval-join':
    case 'dependent-join':
      return [plan.left, plan.right]
    case 'range-operation':
    case 'set-operation':
      return plan.inputs
    case 'recursive':
      return [plan.seed, plan.step]
    default:
      return unreachable(plan)
  }
}
