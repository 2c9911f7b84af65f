/** JOIN with ON, USING or NATURAL. */

import { caseOf } from '../../expr/case-of.ts'
import { comparison } from '../../expr/comparison.ts'
import type { Expr } from '../../expr/expr.ts'
import type { JoinType } from '../../logical/logical-plan.ts'
import type { JoinParts } from '../../logical/nodes/join-node.ts'
import type { Identifier } from '../ast/identifier.ts'
import type { TableReference } from '../ast/query.ts'
import type { Span } from '../ast/span.ts'
import { bindCondition } from './bind-condition.ts'
import type { BindState } from './bind-state.ts'
import type { BoundRelation } from './bound-relation.ts'
import { checkCoordinates } from './coordinate-systems.ts'
import { findByName } from './find-by-name.ts'
import { joinOnSubqueries } from './join-on-subqueries.ts'
import { type LateralState, lateralJoin } from './lateral.ts'
import { didYouMean, planError } from './plan-error.ts'
import { prepareSubqueries } from './prepare-subqueries.ts'
import { rejectRepeatedTable } from './repeated-table.ts'
import { createScope, type Scope, type ScopeColumn } from './scope.ts'

type JoinReference = Extract<TableReference, { readonly kind: 'join' }>

interface Sides {
  readonly left: BoundRelation
  readonly right: BoundRelation
  readonly state: BindState
  /** What the right side may have used of the left. */
  readonly lateral: LateralState
}

export async function bindJoin(reference: JoinReference, sides: Sides): Promise<BoundRelation> {
  const { left, right } = sides
  rejectRepeatedTable(left.scope, right.scope, reference.right.span)
  const joinType: JoinType = reference.joinType === 'cross' ? 'inner' : reference.joinType
  const using = reference.natural ? sharedNames(left.scope, right.scope, reference.span) : reference.using
  if (using) return joinUsing({ using, joinType, span: reference.span }, sides)
  const all = createScope([...left.scope.columns, ...right.scope.columns])
  const residual = await bindOn(reference, all, sides.state)
  const plan = joinOnSubqueries({ joinType, on: [], residual, left: left.plan, right: right.plan }, { ...sides, span: reference.span })
  return { plan, scope: joinType === 'semi' || joinType === 'anti' ? left.scope : all }
}

async function bindOn(reference: JoinReference, scope: Scope, state: BindState): Promise<Expr | undefined> {
  if (!reference.on) return undefined
  const context = { state, scope, clause: 'JOIN ON', aggregates: 'forbidden', aliases: [] } as const
  await prepareSubqueries([reference.on], context)
  const condition = bindCondition(reference.on, context, 'JOIN ON')
  checkCoordinates(condition, state, reference.on.span)
  return condition
}

/** NATURAL joins on every name that both sides have; on none, it is a cross join. */
function sharedNames(left: Scope, right: Scope, span: Span): readonly Identifier[] {
  const names = left.columns.filter(column => !column.qualifiedOnly && !column.hidden && right.byName.has(column.name.toLowerCase()))
  return [...new Set(names.map(column => column.name))].map(name => ({ name, quoted: true, span }))
}

interface UsingPair {
  readonly name: string
  readonly left: ScopeColumn
  readonly right: ScopeColumn
  readonly keys: JoinParts['on'][number]
}

interface UsingClause {
  readonly using: readonly Identifier[]
  readonly joinType: JoinType
  readonly span: Span
}

function joinUsing({ using, joinType, span }: UsingClause, { left, right, state, lateral }: Sides): BoundRelation {
  const pairs = using.map((name): UsingPair => {
    const a = usingColumn(name, left.scope, 'left')
    const b = usingColumn(name, right.scope, 'right')
    const compared = comparison('=', { left: a.expr, right: b.expr, at: name.span.start })
    checkCoordinates(compared, state, name.span)
    // comparison() gives a compare node; its sides are the columns, cast where their types differ.
    const keys = compared.kind === 'compare' ? { left: compared.left, right: compared.right } : { left: a.expr, right: b.expr }
    return { name: a.name, left: a, right: b, keys }
  })
  const plan = lateralJoin({ joinType, on: pairs.map(pair => pair.keys), left: left.plan, right: right.plan }, lateral, span)
  if (joinType === 'semi' || joinType === 'anti') return { plan, scope: left.scope }
  return { plan, scope: mergedScope(pairs, joinType, { left: left.scope, right: right.scope }) }
}

/** The merged columns first, then the others of each side, as in PostgreSQL. `a.x` and `b.x` still name the two. */
function mergedScope(pairs: readonly UsingPair[], joinType: JoinType, sides: { readonly left: Scope; readonly right: Scope }): Scope {
  const merged = pairs.map((pair): ScopeColumn => ({ name: pair.name, expr: mergedColumn(pair, joinType) }))
  const taken = new Set(pairs.flatMap(pair => [pair.left, pair.right]))
  const others = [...sides.left.columns, ...sides.right.columns].map(
    (column): ScopeColumn => (taken.has(column) ? { ...column, qualifiedOnly: true } : column),
  )
  return createScope([...merged, ...others])
}

function mergedColumn({ left, right, keys }: UsingPair, joinType: JoinType): Expr {
  if (joinType === 'right') return right.expr
  if (joinType !== 'full') return left.expr
  // Either side may be missing; the keys have one type.
  return caseOf([{ when: { kind: 'is-null', operand: keys.left }, then: keys.right }], keys.left)
}

function usingColumn(name: Identifier, scope: Scope, side: 'left' | 'right'): ScopeColumn {
  const columns = scope.columns.filter(column => !column.qualifiedOnly)
  const [column, ...others] = findByName(name, columns, candidate => candidate.name)
  if (!column) {
    const near = didYouMean(
      name.name,
      columns.map(candidate => candidate.name),
    )
    throw planError(`Column "${name.name}" of USING not found on the ${side} side of the join.${near}`, name.span)
  }
  if (others.length > 0) throw planError(`Column "${name.name}" of USING stands more than once on the ${side} side of the join.`, name.span)
  return column
}
