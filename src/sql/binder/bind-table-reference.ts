/** One item of FROM. */
import { unreachable } from '../../common/unreachable.ts'
import type { TableReference } from '../ast/query.ts'
import { bindJoin } from './bind-join.ts'
import type { BindState } from './bind-state.ts'
import { bindFile, bindTable } from './bind-table.ts'
import { bindTableFunction } from './bind-table-function.ts'
import { type BoundRelation, namedRelation } from './bound-relation.ts'
import { notImplemented } from './plan-error.ts'
import { scopeOf } from './scope.ts'

export async function bindTableReference(reference: TableReference, state: BindState): Promise<BoundRelation> {
  switch (reference.kind) {
    case 'table':
      return bindTable(reference.name, { alias: reference.alias, state })
    case 'file':
      return bindFile(reference, state)
    case 'table-function':
      return bindTableFunction(reference, state)
    case 'derived': {
      if (reference.lateral) throw notImplemented('LATERAL is parsed but does not run yet.', reference.span)
      const plan = await state.bindQuery(reference.query, state)
      return namedRelation(plan, { own: undefined, alias: reference.alias }, state)
    }
    case 'join': {
      const left = await bindTableReference(reference.left, state)
      const right = await bindTableReference(reference.right, state)
      const joined = bindJoin(reference, { left, right, state })
      return reference.alias ? { plan: joined.plan, scope: scopeOf(joined.plan, reference.alias.name.name) } : joined
    }
    default:
      return unreachable(reference)
  }
}
