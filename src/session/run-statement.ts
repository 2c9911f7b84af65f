/** Runs one bound statement and gives its answer. Each kind of statement is one case; what is long stands in a file of its own. */
import type { Batch } from '../columnar/batch.ts'
import { emptyBatch } from '../columnar/empty-batch.ts'
import { QueryError } from '../common/errors.ts'
import { suggest } from '../common/suggest.ts'
import { unreachable } from '../common/unreachable.ts'
import type { LogicalPlan } from '../logical/logical-plan.ts'
import type { BoundStatement } from '../sql/bound-statement.ts'
import { callProcedure } from './call-procedure.ts'
import { changeRows, insertRows } from './change-rows.ts'
import { createTable } from './create-table.ts'
import { describeSchema } from './describe-schema.ts'
import { explainStatement } from './explain-statement.ts'
import { createIndex, dropIndex, reindex } from './indexes.ts'
import { createMacro, dropMacro } from './macros.ts'
import { mayCreate } from './may-create.ts'
import { quoteIdentifier } from './quote-identifier.ts'
import { OperatorRun, planQuery } from './run-plan.ts'
import { finishedQuery, type RunningQuery } from './running-query.ts'
import type { SessionCatalog } from './session-catalog.ts'
import { showAll, showFunctions, showOption, showTables } from './show-statement.ts'
import type { StatementContext } from './statement-context.ts'
import { variableValue } from './variable-value.ts'

export async function runStatement(statement: BoundStatement, context: StatementContext): Promise<RunningQuery> {
  if (statement.kind === 'query') return runPlan(statement.plan, context)
  const answer = await answerStatement(statement, context).catch(error => {
    throw placeError(error, statement.at)
  })
  return finishedQuery(answer ?? emptyBatch({ fields: [] }), context.warnings)
}

async function answerStatement(
  statement: Exclude<BoundStatement, { kind: 'query' }>,
  context: StatementContext,
): Promise<Batch | undefined> {
  const { catalog, config } = context
  switch (statement.kind) {
    case 'explain':
      return explainStatement(statement, context)
    case 'describe':
      return describeSchema(statement.schema)
    case 'show-tables':
      return showTables(catalog)
    case 'show-functions':
      return showFunctions(context.environment.functions, catalog)
    case 'show-all':
      return showAll(config)
    case 'show-option':
      return showOption(config, statement.name)
    case 'set':
      config.set(statement.name, optionValue(statement))
      return undefined
    case 'reset':
      if (statement.name.toLowerCase() === 'all') config.resetAll()
      else config.reset(statement.name)
      return undefined
    case 'set-variable':
      context.variables.set(statement.name.toLowerCase(), await variableValue(await runPlan(statement.plan, context)))
      return undefined
    case 'reset-variable':
      context.variables.delete(statement.name.toLowerCase())
      return undefined
    case 'create-table':
      await createTable(statement, context, plan => runPlan(plan, context))
      return undefined
    case 'create-view':
      if (mayCreate(statement, catalog)) await createView(statement, catalog)
      return undefined
    case 'create-external-table':
      if (mayCreate(statement, catalog)) await context.register(statement.location, statement.name, statement)
      return undefined
    case 'create-index':
      createIndex(statement, catalog)
      return undefined
    case 'create-macro':
      createMacro(statement, context)
      return undefined
    case 'reindex':
      reindex(statement.name, catalog)
      return undefined
    case 'maintenance':
      return undefined
    case 'transaction':
      context.transaction.run(statement.action)
      return undefined
    case 'insert':
      return insertRows(statement, { run: plan => runPlan(plan, context), functions: context.environment.functions })
    case 'update':
    case 'delete':
      return changeRows(statement, { run: plan => runPlan(plan, context), functions: context.environment.functions })
    case 'prepare':
      context.prepared.set(statement.name, statement.statement)
      return undefined
    case 'deallocate':
      if (statement.name === undefined) context.prepared.clear()
      else context.prepared.delete(statement.name)
      return undefined
    case 'drop':
      dropEntries(statement, context)
      return undefined
    case 'call':
      return callProcedure(statement, context)
    default:
      return unreachable(statement)
  }
}

/** An error without a place in the SQL text gets that of its statement: a script has many. */
function placeError(error: unknown, sqlOffset: number | undefined): unknown {
  if (!(error instanceof QueryError) || error.at.sqlOffset !== undefined || sqlOffset === undefined) return error
  const reason = error.reason === undefined ? {} : { reason: error.reason }
  return new QueryError(error.code, error.message, { ...error.at, sqlOffset }, { cause: error, ...reason })
}

async function runPlan(plan: LogicalPlan, context: StatementContext): Promise<RunningQuery> {
  const { operator } = await planQuery(plan, context.environment, context.signal)
  return new OperatorRun(operator, context.environment, context)
}

function optionValue(statement: BoundStatement & { kind: 'set' }): string | number | boolean {
  const { value, name } = statement
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  throw new QueryError(
    'CONFIGURATION',
    `Option "${name}" takes one value, not ${JSON.stringify(value)}. RESET ${name} gives it its default.`,
  )
}

/** Bound once more under its name: a view that refers to itself is not made, and one that it would have replaced stays. */
async function createView(statement: BoundStatement & { kind: 'create-view' }, catalog: SessionCatalog): Promise<void> {
  const before = catalog.find(statement.name)
  catalog.set({ kind: 'view', name: statement.name, sql: viewText(statement) })
  try {
    await catalog.table(statement.name)
  } catch (error) {
    if (before) catalog.set(before)
    else catalog.delete(statement.name)
    throw error
  }
}

/** The query's text with the view's own column names around it. */
function viewText(statement: BoundStatement & { kind: 'create-view' }): string {
  if (statement.columns.length === 0) return statement.queryText
  // The line end keeps a comment at the end of the query from swallowing the bracket.
  return `SELECT * FROM (${statement.queryText}\n) AS renamed (${statement.columns.map(quoteIdentifier).join(', ')})`
}

function dropEntries(statement: BoundStatement & { kind: 'drop' }, { catalog, macros }: StatementContext): void {
  if (statement.what === 'macro') {
    for (const name of statement.names) dropMacro(name, statement, macros)
    return
  }
  if (statement.what === 'index') {
    for (const name of statement.names) dropIndex(name, statement, catalog)
    return
  }
  for (const name of statement.names) {
    const entry = catalog.find(name)
    if (entry && entry.kind !== statement.what) {
      throw new QueryError('PLAN', `"${entry.name}" is a ${entry.kind}. Use DROP ${entry.kind.toUpperCase()}.`)
    }
    if (!entry && !statement.ifExists) {
      const nearest = suggest(name, catalog.tableNames())
      const what = statement.what === 'view' ? 'View' : 'Table'
      throw new QueryError('PLAN', `${what} "${name}" not found.${nearest ? ` Did you mean "${nearest}"?` : ''}`)
    }
  }
  for (const name of statement.names) catalog.delete(name)
}
