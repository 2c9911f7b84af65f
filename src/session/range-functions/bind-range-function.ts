/** Turns the arguments of a range operation into its plan, for SQL and for methods alike. */
import type { Catalog, TableFunctionArgument } from '../../catalog/catalog.ts'
import type { LogicalPlanSource } from '../../catalog/logical-plan-source.ts'
import type { TableProvider } from '../../catalog/table-provider.ts'
import { QueryError } from '../../common/errors.ts'
import type { JsonValue } from '../../common/json.ts'
import { suggest } from '../../common/suggest.ts'
import type { FunctionRegistry } from '../../functions/function-registry.ts'
import { coordinateSystemOf } from '../../genomics/coordinate-system.ts'
import type { ColumnIds } from '../../logical/column-ids.ts'
import { freeColumnIds } from '../../logical/free-column-ids.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { scanNode } from '../../logical/nodes/scan-node.ts'
import { renumberPlan } from '../../logical/renumber-plan.ts'
import type { SessionConfig } from '../session-config.ts'
import { bindAggregates } from './bind-aggregates.ts'
import type { CoordinatePolicy, NamedOptions, RangeContext, RangeFunction } from './range-function.ts'
import { RangeOptions } from './range-options.ts'

/** What range operations need of the session. */
export interface RangeSession {
  readonly catalog: () => Catalog & { tableNames(): readonly string[] }
  readonly functions: FunctionRegistry
  readonly config: SessionConfig
}

export interface RangeCall {
  readonly args: readonly TableFunctionArgument[]
  readonly named: NamedOptions
  warn(message: string): void
}

export async function bindRangeFunction(fn: RangeFunction, call: RangeCall, session: RangeSession): Promise<LogicalPlan> {
  const tables = call.args.slice(0, fn.operands.length)
  if (tables.length < fn.operands.length) {
    const written = fn.operands.map(role => `'${role}'`).join(', ')
    throw new QueryError(
      'PLAN',
      `${fn.name} takes ${fn.operands.length === 1 ? 'a table' : 'two tables'}: ${fn.name}(${written}). A table is a name, a path or a query in parentheses.`,
    )
  }
  const options = new RangeOptions(fn.name, namedOptions(fn, call))
  const ids = idsAbove(call.args)
  const operand = (argument: TableFunctionArgument, role: string) => planOfOperand(argument, role, { session, ids })
  const inputs: LogicalPlan[] = []
  for (const [i, table] of tables.entries()) inputs.push(await operand(table, fn.operands[i] ?? ''))
  const context: RangeContext = {
    functions: session.functions,
    ids,
    coordinates: coordinatePolicy(session.config),
    warn: message => call.warn(message),
    operand,
    aggregates: (texts, input) => bindAggregates(texts, input, { ...session, ids, warn: message => call.warn(message) }),
  }
  return fn.plan(inputs, options, context)
}

/** Plans that came bound have ids of their statement: new ones start above them. */
function idsAbove(args: readonly TableFunctionArgument[]): ColumnIds {
  let highest: ColumnIds | undefined
  let first = 0
  for (const arg of args) {
    if (arg.kind !== 'relation') continue
    const ids = freeColumnIds(arg.plan as LogicalPlan) // what the binder passes is a plan
    const next = ids.next()
    if (next > first) {
      first = next
      highest = ids
    }
  }
  return highest ?? freeColumnIds({ kind: 'values', rows: [], schema: { fields: [] }, ids: [] })
}

function namedOptions(fn: RangeFunction, { args, named }: RangeCall): NamedOptions {
  const options: Record<string, JsonValue> = { ...named }
  args.slice(fn.operands.length).forEach((arg, i) => {
    const name = fn.positional[i]
    if (name === undefined || arg.kind !== 'value') {
      throw new QueryError(
        'PLAN',
        `${fn.name} takes ${fn.operands.length + fn.positional.length} arguments by place, not ${args.length}; others are named: option => value. Example: ${fn.example}`,
      )
    }
    if (Object.hasOwn(options, name)) throw new QueryError('PLAN', `The option ${name} of ${fn.name} is given twice.`)
    options[name] = arg.value
  })
  return options
}

interface OperandContext {
  readonly session: RangeSession
  readonly ids: ColumnIds
}

/** Text is the name of a table or view where there is one, else a path. */
async function planOfOperand(argument: TableFunctionArgument, role: string, { session, ids }: OperandContext): Promise<LogicalPlan> {
  if (argument.kind === 'relation') return argument.plan as LogicalPlan // what the binder passes is a plan
  const { value } = argument
  if (typeof value !== 'string' || value === '') {
    throw new QueryError('PLAN', `${role} is ${JSON.stringify(value)}; a table is a name, a path or a query in parentheses.`)
  }
  const catalog = session.catalog()
  const source = (await catalog.table(value)) ?? (await fileOrNothing(value, catalog))
  return isProvider(source) ? scanNode({ table: value, provider: source }, ids) : renumberPlan(source as LogicalPlan, ids) // a view is a plan
}

async function fileOrNothing(name: string, catalog: ReturnType<RangeSession['catalog']>): Promise<TableProvider | LogicalPlanSource> {
  try {
    return await catalog.file(name, {})
  } catch (error) {
    if (!(error instanceof QueryError && error.reason === 'not_found') || /[./\\]/.test(name)) throw error
    const close = suggest(name, catalog.tableNames())
    const told = `There is no table, view or file ${JSON.stringify(name)}.${close === undefined ? '' : ` Did you mean ${JSON.stringify(close)}?`}`
    throw new QueryError(error.code, told, error.at, { reason: 'not_found', cause: error })
  }
}

function isProvider(source: TableProvider | LogicalPlanSource): source is TableProvider {
  return 'scan' in source
}

function coordinatePolicy(config: SessionConfig): CoordinatePolicy {
  return {
    fallback: coordinateSystemOf({ zeroBased: config.flag('bio.coordinate_system_zero_based') }),
    check: config.flag('bio.coordinate_system_check'),
    onMismatch: config.text('bio.coordinate_system_mismatch') === 'convert' ? 'convert' : 'error',
  }
}
