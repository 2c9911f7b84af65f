/**
 * A parsed statement -> a bound one: every name found, every type known, every plan ready for the optimizer. What the grammar has and the
 * engine does not run yet is refused here, with its place.
 */

import { unreachable } from '../../common/unreachable.ts'
import type { Identifier } from '../ast/identifier.ts'
import type { Span } from '../ast/span.ts'
import type { Statement } from '../ast/statement.ts'
import type { BoundStatement } from '../bound-statement.ts'
import type { BindContext } from './bind-context.ts'
import { bindCreateIndex } from './bind-create-index.ts'
import { bindCreateTable } from './bind-create-table.ts'
import { bindDelete, bindUpdate } from './bind-data-change.ts'
import { bindExpressionKind } from './bind-expression-kind.ts'
import { bindInsert } from './bind-insert.ts'
import { ParameterValue } from './bind-parameter.ts'
import { bindQuery, bindTarget } from './bind-query.ts'
import { type BindState, createBindState } from './bind-state.ts'
import { summarize } from './bind-summarize.ts'
import { bindTable, tableName } from './bind-table.ts'
import { renameColumns } from './bound-relation.ts'
import { constantExpr, constantJson } from './constant-value.ts'
import { expandMacros } from './expand-macros.ts'
import { externalOptions } from './external-options.ts'
import { findByName } from './find-by-name.ts'
import { namedConstants } from './named-constants.ts'
import { didYouMean, located, notImplemented, planError } from './plan-error.ts'
import { lacksRowIds } from './row-ids.ts'

export async function bindStatement(written: Statement, context: BindContext): Promise<BoundStatement> {
  // A macro that is made keeps the calls in its body: they mean what they mean when it is called.
  const statement = context.macros && written.kind !== 'create-macro' ? expandMacros(written, context.macros) : written
  const bound = await bindWithRowIds(statement, context)
  return { ...bound, at: subjectOf(statement).start }
}

/** Row ids cost a window over each table, so only a statement that was found to name them has them. */
async function bindWithRowIds(statement: Statement, context: BindContext): Promise<BoundStatement> {
  const recursions = { bindExpressionKind, bindQuery }
  try {
    return await bindKind(statement, createBindState(context, recursions))
  } catch (error) {
    if (!lacksRowIds(error)) throw error
    return bindKind(statement, { ...createBindState(context, recursions), rowIds: 'offered' })
  }
}

/** What the statement works on, where the grammar keeps its place; else the whole statement. */
function subjectOf(statement: Statement): Span {
  switch (statement.kind) {
    case 'create-table':
    case 'create-view':
    case 'create-external-table':
    case 'call':
      return statement.name.span
    case 'insert':
      return statement.table.span
    case 'drop':
      return statement.names[0]?.span ?? statement.span
    case 'explain':
      return subjectOf(statement.statement)
    default:
      return statement.span
  }
}

async function bindKind(statement: Statement, state: BindState): Promise<BoundStatement> {
  switch (statement.kind) {
    case 'select':
      return { kind: 'query', plan: await bindQuery(statement.query, state) }
    case 'explain': {
      const { kind, analyze, verbose, format } = statement
      return { kind, analyze, verbose, format, statement: await bindKind(statement.statement, state) }
    }
    case 'describe':
      return { kind: 'describe', schema: (await bindTarget(statement, state)).schema }
    case 'show-columns':
      return { kind: 'describe', schema: (await bindTable(statement.table, { alias: undefined, state })).plan.schema }
    case 'show':
      return { kind: `show-${statement.what}` }
    case 'show-option':
      return { kind: 'show-option', name: statement.name }
    case 'set':
      if (statement.variable) return bindSetVariable(statement, state)
      return { kind: 'set', name: statement.name, value: optionValue(statement.value, state) }
    case 'reset':
      return { kind: statement.variable ? 'reset-variable' : 'reset', name: statement.name }
    case 'create-table':
      return bindCreateTable(statement, state)
    case 'create-view':
      return bindCreateView(statement, state)
    case 'create-external-table':
      return bindCreateExternalTable(statement, state)
    case 'create-index':
      return bindCreateIndex(statement, state)
    case 'create-macro': {
      const { kind, macro, orReplace, ifNotExists } = statement
      return { kind, macro, orReplace, ifNotExists }
    }
    case 'reindex':
      return { kind: 'reindex', ...(statement.name && { name: tableName(statement.name) }) }
    case 'maintenance':
      return { kind: 'maintenance' }
    case 'transaction':
      return { kind: 'transaction', action: statement.action }
    case 'insert':
      return bindInsert(statement, state)
    case 'drop': {
      const { kind, what, ifExists } = statement
      return { kind, what, ifExists, names: statement.names.map(tableName) }
    }
    case 'call': {
      const args = statement.args.map(arg => constantJson(arg, state, 'An argument of CALL'))
      return { kind: 'call', name: tableName(statement.name).toLowerCase(), args, named: namedConstants(statement.named, state) }
    }
    case 'summarize':
      return { kind: 'query', plan: summarize(await bindTarget(statement, state), state) }
    case 'update':
      return bindUpdate(statement, state)
    case 'delete':
      return bindDelete(statement, state)
    case 'prepare':
      return { kind: 'prepare', name: statement.name.name, statement: statement.statement }
    case 'deallocate':
      return statement.name ? { kind: 'deallocate', name: preparedName(statement.name, state) } : { kind: 'deallocate' }
    case 'execute':
      return bindExecute(statement, state)
    case 'copy':
      throw notImplemented(`${statement.kind.toUpperCase()} is parsed but does not run yet.`, statement.span)
    default:
      return unreachable(statement)
  }
}

/** Bound now, with the values: the tables of now, and types by the values. */
async function bindExecute(statement: Extract<Statement, { kind: 'execute' }>, state: BindState): Promise<BoundStatement> {
  const prepared = state.prepared?.statement(preparedName(statement.name, state))
  const args = statement.args.map(arg => new ParameterValue(constantExpr(arg, state, 'A value of EXECUTE')))
  if (!prepared) throw planError(`There is no prepared statement "${statement.name.name}".`, statement.name.span)
  // Its places are those of another text.
  return located(statement.span, () => bindKind(prepared, { ...state, parameters: args }))
}

function preparedName(name: Identifier, { prepared }: BindState): string {
  const names = prepared?.names() ?? []
  const [found] = findByName(name, names, candidate => candidate)
  if (found !== undefined) return found
  throw planError(`There is no prepared statement "${name.name}".${didYouMean(name.name, names)}`, name.span)
}

/** The value is that of SELECT value, so that it may ask tables. */
async function bindSetVariable({ name, value }: Extract<Statement, { kind: 'set' }>, state: BindState): Promise<BoundStatement> {
  const { span } = value
  const none = { distinct: false, distinctOn: [], from: [], groupBy: [], windows: [] } as const
  const body = { kind: 'select', ...none, items: [{ expression: value, span }], span } as const
  const plan = await bindQuery({ kind: 'query', with: [], recursive: false, body, orderBy: [], span }, state)
  return { kind: 'set-variable', name, plan }
}

/** `SET execution.workers = auto`: a bare word is its own text. */
function optionValue(value: Extract<Statement, { kind: 'set' }>['value'], state: BindState) {
  if (value.kind === 'name') return value.name.parts.map(part => part.name).join('.')
  return constantJson(value, state, 'The value of an option')
}

async function bindCreateView(statement: Extract<Statement, { kind: 'create-view' }>, state: BindState): Promise<BoundStatement> {
  const { kind, orReplace, ifNotExists, queryText } = statement
  const name = tableName(statement.name)
  // The view is bound anew from its text, where the values of now are not known.
  const query = await bindQuery(statement.query, { ...state, parameters: [] })
  const plan = renameColumns(query, { columns: statement.columns, of: name }, state)
  return { kind, name, orReplace, ifNotExists, columns: statement.columns.map(column => column.name), queryText, plan }
}

function bindCreateExternalTable(statement: Extract<Statement, { kind: 'create-external-table' }>, state: BindState): BoundStatement {
  const { kind, orReplace, ifNotExists, format, location } = statement
  const [column] = statement.columns
  if (column) throw notImplemented('Columns of an external table come from its file; a list of columns does not run yet.', column.span)
  return {
    kind,
    name: tableName(statement.name),
    orReplace,
    ifNotExists,
    ...(format && { format: format.name.toLowerCase() }),
    location,
    options: externalOptions(statement.options, state),
  }
}
