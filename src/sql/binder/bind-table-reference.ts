/** One item of FROM. */
import { unreachable } from '../../common/unreachable.ts'
import type { TableReference } from '../ast/query.ts'
import { bindJoin } from './bind-join.ts'
import type { BindState } from './bind-state.ts'
import { bindFile, bindTable } from './bind-table.ts'
import { bindTableFunction } from './bind-table-function.ts'
import { bindUnnest, isListFunction } from './bind-unnest.ts'
import { type BoundRelation, namedRelation } from './bound-relation.ts'
import { noteRenamed } from './coordinate-systems.ts'
import { lateralState } from './lateral.ts'
import { withRowIds } from './row-ids.ts'
import { scopeOf } from './scope.ts'

/** `lateral` is the state for what sees the tables before it: LATERAL, and functions of lists. */
export async function bindTableReference(reference: TableReference, state: BindState, lateral: BindState = state): Promise<BoundRelation> {
  switch (reference.kind) {
    case 'table':
      return withRowIds(
        await bindTable(reference.name, { alias: reference.alias, state }),
        reference.alias?.name.name ?? reference.name.parts.at(-1)?.name ?? '',
        state,
      )
    case 'file':
      return bindFile(reference, state)
    case 'table-function':
      return isListFunction(reference) ? bindUnnest(reference, lateral) : bindTableFunction(reference, state)
    case 'derived': {
      const inner = reference.lateral ? lateral : state
      const plan = await inner.bindQuery(reference.query, inner)
      noteRenamed(plan, state)
      return namedRelation(plan, { own: undefined, alias: reference.alias }, state)
    }
    case 'join': {
      const left = await bindTableReference(reference.left, state, lateral)
      const inner = lateralState(lateral, left.scope)
      const right = await bindTableReference(reference.right, state, inner)
      const joined = await bindJoin(reference, { left, right, state, lateral: inner })
      return reference.alias ? { plan: joined.plan, scope: scopeOf(joined.plan, reference.alias.name.name) } : joined
    }
    default:
      return unreachable(reference)
  }
}
