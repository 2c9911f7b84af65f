/** Joins rows whose intervals overlap and whose keys are equal. Semi and anti joins give the left columns only. */
import type { NodeOf } from '../node-of.ts'
import { type JoinParts, joinNode } from './join-node.ts'

export interface IntervalJoinParts extends Omit<JoinParts, 'on'> {
  readonly overlap: NodeOf<'interval-join'>['overlap']
}

export function intervalJoinNode({ joinType, overlap, residual, left, right }: IntervalJoinParts): NodeOf<'interval-join'> {
  const { schema, ids } = joinNode({ joinType, on: [], left, right })
  return { kind: 'interval-join', joinType, overlap, ...(residual && { residual }), left, right, schema, ids }
}
