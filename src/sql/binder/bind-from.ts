/** FROM: its items side by side are a cross join; without FROM there is one row without columns. */
import { joinNode } from '../../logical/nodes/join-node.ts'
import { valuesNode } from '../../logical/nodes/values-node.ts'
import type { TableReference } from '../ast/query.ts'
import type { BindState } from './bind-state.ts'
import { bindTableReference } from './bind-table-reference.ts'
import type { BoundRelation } from './bound-relation.ts'
import { rejectRepeatedTable } from './repeated-table.ts'
import { createScope, emptyScope } from './scope.ts'

export async function bindFrom(references: readonly TableReference[], state: BindState): Promise<BoundRelation> {
  let joined: BoundRelation | undefined
  for (const reference of references) {
    const relation = await bindTableReference(reference, state)
    if (joined) rejectRepeatedTable(joined.scope, relation.scope, reference.span)
    joined = joined ? crossJoin(joined, relation) : relation
  }
  return joined ?? { plan: valuesNode({ fields: [], rows: [[]] }, state.ids), scope: emptyScope }
}

function crossJoin(left: BoundRelation, right: BoundRelation): BoundRelation {
  return {
    plan: joinNode({ joinType: 'inner', on: [], left: left.plan, right: right.plan }),
    scope: createScope([...left.scope.columns, ...right.scope.columns]),
  }
}
