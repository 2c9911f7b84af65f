/** The ids of a join's inputs, and where among them the columns stand that it gives. */
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import type { JoinSpec } from './join-spec.ts'

export function joinColumns(
  join: LogicalPlan & { readonly kind: 'join' | 'dependent-join' },
): Pick<Required<JoinSpec>, 'leftIds' | 'rightIds' | 'output'> {
  const leftIds = join.left.ids
  const rightIds = join.right.ids
  const places = new Map([...leftIds, ...rightIds].map((id, place) => [id, place]))
  return { leftIds, rightIds, output: join.ids.map(id => places.get(id)!) } // a join's ids are those of its inputs
}
