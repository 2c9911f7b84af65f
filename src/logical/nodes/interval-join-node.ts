/** Joins rows whose intervals overlap and whose keys are equal. Semi and anti joins give the left columns only. */
import type { NodeOf } from '../node-of.ts'
import { type JoinParts, joinNode } from './join-node.ts'

export interface IntervalJoinParts extends Omit<JoinParts, 'on'> {
  readonly overlap: NodeOf<'interval-join'>['overlap']
  readonly order?: NodeOf<'interval-join'>['order']
}

export function intervalJoinNode(parts: IntervalJoinParts): NodeOf<'interval-join'> {
  const { joinType, overlap, residual, order, left, right } = parts
  const { schema, ids } = joinNode({ joinType, on: [], left, right })
  return { kind: 'interval-join', joinType, overlap, ...(residual && { residual }), ...(order && { order }), left, right, schema, ids }
}
