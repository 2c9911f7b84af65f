/** Joins each left row with what the right side gives for its values; see logical-plan.ts. */
import type { Expr } from '../../expr/expr.ts'
import type { NodeOf } from '../node-of.ts'
import { type JoinParts, joinNode } from './join-node.ts'

export interface DependentJoinParts extends JoinParts {
  readonly joinType: NodeOf<'dependent-join'>['joinType']
  readonly table: number
  /** Whose distinct values the working table holds, in the order of its columns. */
  readonly columns: readonly Expr[]
}

export function dependentJoinNode({ joinType, table, columns, on, residual, left, right }: DependentJoinParts): NodeOf<'dependent-join'> {
  const { schema, ids } = joinNode({ joinType, on, left, right })
  return { kind: 'dependent-join', joinType, table, columns, on, ...(residual && { residual }), left, right, schema, ids }
}
