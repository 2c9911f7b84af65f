/**
 * WITH RECURSIVE r AS (seed UNION [ALL] step): the step is run over the rows that came last, until it gives none. The step sees `r` as a
 * working table with the columns of the seed.
 */
import type { Field } from '../../columnar/data-type.ts'
import { sameType } from '../../columnar/same-type.ts'
import { sqlTypeName } from '../../columnar/sql-type-name.ts'
import { castTo } from '../../expr/cast-to.ts'
import { commonType } from '../../expr/coercion.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { projectionNode } from '../../logical/nodes/projection-node.ts'
import { outputColumns } from '../../logical/output-columns.ts'
import type { CommonTableExpression, Query, QueryBody } from '../ast/query.ts'
import { bindLimit } from './bind-limit.ts'
import { orderOutputs } from './bind-order-by.ts'
import type { BindState } from './bind-state.ts'
import { renameColumns } from './bound-relation.ts'
import { planError } from './plan-error.ts'

/** Types that widen each other round by round end after a few; strings and numbers have no longer chains. */
const MAX_ROUNDS = 8

export function refersToItself(definition: CommonTableExpression): boolean {
  return mentions(definition.query, definition.name.name.toLowerCase())
}

export async function bindRecursive(definition: CommonTableExpression, state: BindState): Promise<LogicalPlan> {
  const { query, name } = definition
  const { body } = query
  const key = name.name.toLowerCase()
  if (body.kind !== 'set-operation' || body.operation !== 'union') throw shape(definition)
  const firstStep = body.inputs.findIndex(input => mentions(input, key))
  if (firstStep < 1 || body.byName) throw shape(definition)
  const seedBody = together(body, body.inputs.slice(0, firstStep))
  const seed = await state.bindQuery(queryOf(query, seedBody), withoutItself(definition, state))
  const named = renameColumns(seed, { columns: definition.columns, of: name.name }, state)
  const plan = await bindSteps({ definition, seed: named, step: together(body, body.inputs.slice(firstStep)), all: body.all }, state)
  return bindLimit(orderOutputs(plan, query, state), query, state)
}

interface Recursion {
  readonly definition: CommonTableExpression
  readonly seed: LogicalPlan
  readonly step: QueryBody
  readonly all: boolean
}

/** A step may widen the types of the seed; then it is bound again over the wider ones. */
async function bindSteps({ definition, seed, step, all }: Recursion, state: BindState): Promise<LogicalPlan> {
  const { query, name } = definition
  let fields: readonly Field[] = seed.schema.fields.map(field => ({ name: field.name, type: plainType(field.type), nullable: true }))
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const table = state.ids.next()
    const itself = { definition, state, use: { count: 0 }, working: { table, fields } }
    const inner: BindState = { ...state, ctes: new Map([...state.ctes, [name.name.toLowerCase(), itself]]) }
    const plan = await state.bindQuery(queryOf(query, step), inner)
    if (plan.ids.length !== fields.length) {
      throw planError(
        `The queries of "${name.name}" must have the same number of columns: ${fields.length} before, ${plan.ids.length} here.`,
        step.span,
      )
    }
    const wider = fields.map((field, i): Field => ({ ...field, type: widened(field, plan.schema.fields[i] ?? field, definition) }))
    if (wider.every((field, i) => sameType(field.type, fields[i]?.type ?? field.type))) {
      const schema = { fields }
      const recursive: LogicalPlan = {
        kind: 'recursive',
        table,
        all,
        seed: castColumns(seed, fields, state),
        step: castColumns(plan, fields, state),
        schema,
        ids: fields.map(() => state.ids.next()),
      }
      return recursive
    }
    fields = wider
  }
  throw planError(`The column types of "${name.name}" grow with every step. Cast them in its first query.`, step.span)
}

function plainType(type: Field['type']): Field['type'] {
  return type.kind === 'dictionary' ? { kind: 'utf8' } : type
}

function widened(before: Field, after: Field, { name }: CommonTableExpression): Field['type'] {
  const common = commonType(before.type, plainType(after.type))
  if (common) return plainType(common)
  const types = `${sqlTypeName(before.type)} and ${sqlTypeName(after.type)}`
  throw planError(`Column "${before.name}" of "${name.name}" mixes ${types}. Cast them to one type.`, name.span)
}

function castColumns(plan: LogicalPlan, fields: readonly Field[], state: BindState): LogicalPlan {
  const columns = outputColumns(plan)
  const same = columns.every((column, i) => sameType(column.type, fields[i]?.type ?? column.type))
  if (same) return plan
  const cast = columns.map((column, i) => ({ expr: castTo(column, fields[i]?.type ?? column.type), name: fields[i]?.name ?? column.name }))
  return projectionNode(cast, plan, state.ids)
}

/** Several inputs as one body; one alone is itself. */
function together(body: QueryBody & { readonly kind: 'set-operation' }, inputs: readonly QueryBody[]): QueryBody {
  const [only] = inputs
  return only && inputs.length === 1 ? only : { ...body, inputs }
}

/** ORDER BY and LIMIT belong to the whole; its WITH is seen by the parts. */
function queryOf({ with: ctes, recursive, span }: Query, body: QueryBody): Query {
  return { kind: 'query', with: ctes, recursive, body, orderBy: [], span }
}

/** In its first query its own name means nothing. */
function withoutItself(definition: CommonTableExpression, state: BindState): BindState {
  const nothing = { definition, state: undefined, use: { count: 0 } }
  return { ...state, ctes: new Map([...state.ctes, [definition.name.name.toLowerCase(), nothing]]) }
}

function shape({ name }: CommonTableExpression): Error {
  return planError(`"${name.name}" uses itself, so it must be written as: first query UNION [ALL] query that uses ${name.name}.`, name.span)
}

/** Whether a table of that name stands anywhere in a written query. */
function mentions(node: unknown, name: string): boolean {
  const waiting: unknown[] = [node]
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (typeof next !== 'object' || next === null) continue
    if (isTableNamed(next, name)) return true
    waiting.push(...Object.values(next))
  }
  return false
}

function isTableNamed(node: object, name: string): boolean {
  if (!('kind' in node) || node.kind !== 'table' || !('name' in node)) return false
  const { parts } = node.name as { readonly parts: readonly { readonly name: string }[] } // of a table reference: ast/query.ts
  return parts.length === 1 && parts[0]?.name.toLowerCase() === name
}
