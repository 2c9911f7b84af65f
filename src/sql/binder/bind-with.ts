/** WITH: the queries that later ones can name. Each use is bound anew. */
import { QueryError } from '../../common/errors.ts'
import type { Query } from '../ast/query.ts'
import { bindRecursive, refersToItself } from './bind-recursive.ts'
import type { BindState, VisibleCte } from './bind-state.ts'
import { planError } from './plan-error.ts'

/** Each sees a list of those before it, so memory grows with the square. */
const MAX_NAMED = 2000

export interface CteScope {
  readonly state: BindState
  readonly added: readonly VisibleCte[]
}

export function withCtes(query: Query, outer: BindState): CteScope {
  if (query.with.length === 0) return { state: outer, added: [] }
  const added: VisibleCte[] = []
  let state = outer
  const names = new Set<string>()
  for (const definition of query.with) {
    const key = definition.name.name.toLowerCase()
    if (names.has(key)) throw planError(`WITH names "${definition.name.name}" twice.`, definition.name.span)
    if (names.size >= MAX_NAMED) {
      throw new QueryError('RESOURCE', `WITH names more than ${MAX_NAMED} queries.`, { sqlOffset: definition.span.start })
    }
    names.add(key)
    // Without RECURSIVE its own name means, inside it, what it means outside.
    const inside = query.recursive ? { ...state, ctes: new Map([...state.ctes, [key, selfReference(definition)]]) } : state
    const cte: VisibleCte = { definition, state: inside, use: { count: 0 } }
    added.push(cte)
    state = { ...state, ctes: new Map([...state.ctes, [key, cte]]) }
  }
  return { state, added }
}

function selfReference(definition: VisibleCte['definition']): VisibleCte {
  return { definition, state: undefined, use: { count: 0 } }
}

export async function bindUnusedCtes(ctes: readonly VisibleCte[]): Promise<void> {
  for (const cte of ctes) {
    const { definition, state, use } = cte
    if (use.count > 0 || !state) continue
    const recursive = refersToItself(definition) && state.ctes.get(definition.name.name.toLowerCase())?.definition === definition
    if (recursive) await bindRecursive(definition, state)
    else await state.bindQuery(definition.query, state)
  }
}
