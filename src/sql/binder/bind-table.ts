/** Tables, views, CTEs and files by name. */
import type { LogicalPlanSource } from '../../catalog/logical-plan-source.ts'
import type { TableProvider } from '../../catalog/table-provider.ts'
import { QueryError } from '../../common/errors.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { scanNode } from '../../logical/nodes/scan-node.ts'
import { workingTableNode } from '../../logical/nodes/working-table-node.ts'
import { renumberPlan } from '../../logical/renumber-plan.ts'
import type { QualifiedName } from '../ast/identifier.ts'
import type { TableAlias } from '../ast/query.ts'
import type { Span } from '../ast/span.ts'
import { bindRecursive, refersToItself } from './bind-recursive.ts'
import type { BindState, VisibleCte } from './bind-state.ts'
import { type BoundRelation, namedRelation, renameColumns } from './bound-relation.ts'
import { noteCoordinates, noteRenamed } from './coordinate-systems.ts'
import { fileStem } from './file-stem.ts'
import { didYouMean, located, planError } from './plan-error.ts'

/** A CTE that names CTEs twice doubles the plan at each step. */
const MAX_RELATIONS = 10_000

interface TableUse {
  readonly alias: TableAlias | undefined
  readonly state: BindState
}

export async function bindTable(name: QualifiedName, use: TableUse): Promise<BoundRelation> {
  const { state, alias } = use
  countRelation(name.span, state)
  const own = name.parts.at(-1)?.name ?? ''
  const cte = name.parts.length === 1 ? state.ctes.get(own.toLowerCase()) : undefined
  if (cte) return namedRelation(await bindCte(cte, name.span), { own, alias }, state)
  const source = await findTable(name, state)
  const plan = planOfSource(source, { table: tableName(name), alias, state })
  return namedRelation(plan, { own, alias }, state)
}

export function tableName(name: QualifiedName): string {
  return name.parts.map(part => part.name).join('.')
}

export async function findTable(name: QualifiedName, state: BindState): Promise<TableProvider | LogicalPlanSource> {
  const text = tableName(name)
  const source = await located(name.span, () => state.catalog.table(text))
  if (source) return source
  const names = [...state.catalog.tableNames(), ...[...state.ctes.values()].map(cte => cte.definition.name.name)]
  throw planError(`Table "${text}" not found.${didYouMean(text, names)}`, name.span)
}

/** A provider is scanned; a view is a plan, whose ids are another statement's. */
export function planOfSource(source: TableProvider | LogicalPlanSource, use: TableUse & { readonly table: string }): LogicalPlan {
  const plan =
    'scan' in source
      ? scanNode({ table: use.table, alias: use.alias?.name.name, provider: source }, use.state.ids)
      : renumberPlan(source as LogicalPlan, use.state.ids) // what the catalog calls a LogicalPlanSource is a plan seen from below logical/
  noteCoordinates(plan, use.state)
  return plan
}

export async function bindFile(
  file: { readonly location: string; readonly alias?: TableAlias; readonly span: Span },
  state: BindState,
): Promise<BoundRelation> {
  countRelation(file.span, state)
  const provider = await located(file.span, () => state.catalog.file(file.location, {}))
  const own = fileStem(file.location)
  const plan = planOfSource(provider, { table: own, alias: file.alias, state })
  return namedRelation(plan, { own, alias: file.alias }, state)
}

async function bindCte(cte: VisibleCte, span: Span): Promise<LogicalPlan> {
  const { definition, state } = cte
  cte.use.count++
  if (!state) throw planError(`"${definition.name.name}" cannot use itself here: its first query must do without it.`, span)
  if (cte.working) return workingTableNode(cte.working, state.ids)
  const recursive = refersToItself(definition) && state.ctes.get(definition.name.name.toLowerCase())?.definition === definition
  if (recursive) return bindRecursive(definition, state)
  const plan = await state.bindQuery(definition.query, state)
  noteRenamed(plan, state)
  return renameColumns(plan, { columns: definition.columns, of: definition.name.name }, state)
}

function countRelation(span: Span, { budget }: BindState): void {
  if (++budget.relations <= MAX_RELATIONS) return
  const message = `The query reads more than ${MAX_RELATIONS} tables once its WITH queries are written out.`
  throw new QueryError('RESOURCE', message, { sqlOffset: span.start })
}
