/** FROM: its items side by side are a cross join; without FROM there is one row without columns. */
import { valuesNode } from '../../logical/nodes/values-node.ts'
import type { TableReference } from '../ast/query.ts'
import type { Span } from '../ast/span.ts'
import type { BindState } from './bind-state.ts'
import { bindTableReference } from './bind-table-reference.ts'
import type { BoundRelation } from './bound-relation.ts'
import { type LateralState, lateralJoin, lateralState } from './lateral.ts'
import { rejectRepeatedTable } from './repeated-table.ts'
import { createScope, emptyScope } from './scope.ts'

export async function bindFrom(references: readonly TableReference[], state: BindState): Promise<BoundRelation> {
  let joined: BoundRelation | undefined
  for (const reference of references) {
    const lateral = lateralState(state, joined?.scope ?? emptyScope)
    const relation = await bindTableReference(reference, state, joined ? lateral : state)
    if (joined) rejectRepeatedTable(joined.scope, relation.scope, reference.span)
    joined = joined ? crossJoin(joined, relation, { lateral, span: reference.span }) : relation
  }
  return joined ?? { plan: valuesNode({ fields: [], rows: [[]] }, state.ids), scope: emptyScope }
}

function crossJoin(
  left: BoundRelation,
  right: BoundRelation,
  place: { readonly lateral: LateralState; readonly span: Span },
): BoundRelation {
  return {
    plan: lateralJoin({ joinType: 'inner', on: [], left: left.plan, right: right.plan }, place.lateral, place.span),
    scope: createScope([...left.scope.columns, ...right.scope.columns]),
  }
}
