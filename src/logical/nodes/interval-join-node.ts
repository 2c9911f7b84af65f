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

/** The same join without the columns that are not wanted; the same object where all are. */
export function keepColumns(join: NodeOf<'interval-join'>, wanted: (id: number) => boolean): NodeOf<'interval-join'> {
  const places = join.ids.flatMap((id, place) => (wanted(id) ? [place] : []))
  if (places.length === join.ids.length) return join
  // In range: one field an id.
  const fields = places.map(place => join.schema.fields[place]!)
  return { ...join, schema: { ...join.schema, fields }, ids: places.map(place => join.ids[place]!) }
}
