/** Aggregates of merge, written as in SQL: 'max(score) AS best'. */
import type { Catalog } from '../../catalog/catalog.ts'
import { QueryError } from '../../common/errors.ts'
import type { FunctionRegistry } from '../../functions/function-registry.ts'
import type { ColumnIds } from '../../logical/column-ids.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { renumberPlan } from '../../logical/renumber-plan.ts'
import { parseSelectItems } from '../../sql/parser/parse-select-items.ts'
import { refineSource } from '../refine-source.ts'
import type { BoundAggregates } from './range-function.ts'

interface AggregateContext {
  readonly catalog: () => Catalog
  readonly functions: FunctionRegistry
  readonly ids: ColumnIds
  warn(message: string): void
}

/** The input comes back too: the aggregates are written over its columns' ids. */
export async function bindAggregates(texts: readonly string[], input: LogicalPlan, context: AggregateContext): Promise<BoundAggregates> {
  if (texts.length === 0) return { input, items: [] }
  const source = refineSource(async () => ({ kind: 'query', plan: input }), { items: texts.flatMap(parseSelectItems) })
  const bound = await source({
    catalog: context.catalog(),
    functions: context.functions,
    parameters: [],
    warn: message => context.warn(message),
  })
  if (bound.kind !== 'query') throw new QueryError('INTERNAL', 'A SELECT is a query.')
  const plan = renumberPlan(bound.plan, context.ids)
  if (plan.kind !== 'projection' || plan.input.kind !== 'aggregate') throw notPlain(texts)
  const { aggregates, input: below, ids } = plan.input
  const items = plan.exprs.map((expr, i) => {
    // Without keys the node's columns are its aggregates.
    const aggregate = expr.kind === 'column' ? aggregates[ids.indexOf(expr.id)] : undefined
    if (aggregate?.kind !== 'aggregate' || aggregate.distinct || aggregate.filter || aggregate.orderBy) throw notPlain(texts)
    return { name: plan.schema.fields[i]?.name ?? aggregate.name, aggregate }
  })
  return { input: below, items }
}

function notPlain(texts: readonly string[]): QueryError {
  return new QueryError(
    'PLAN',
    `The aggregates ${JSON.stringify(texts)} must each be one plain aggregate of columns: ['max(score) AS best', 'count(name)'].`,
  )
}
