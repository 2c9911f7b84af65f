/** Tables without rows, to bind and optimize queries over: `v` and `g` are like files, `t` and `u` like memory tables. */
import type { Catalog, TableFunction } from '../../src/catalog/catalog.ts'
import type { LogicalPlanSource } from '../../src/catalog/logical-plan-source.ts'
import type { TableProvider } from '../../src/catalog/table-provider.ts'
import type { DataType, Field } from '../../src/columnar/data-type.ts'
import { isPortable } from '../../src/expr/is-portable.ts'
import { createFunctionRegistry } from '../../src/functions/create-function-registry.ts'
import type { FunctionRegistry } from '../../src/functions/function-registry.ts'
import type { LogicalPlan } from '../../src/logical/logical-plan.ts'
import { printLogicalPlan } from '../../src/logical/print-logical-plan.ts'
import { optimize } from '../../src/optimizer/optimize.ts'
import type { OptimizerRule } from '../../src/optimizer/optimizer-rule.ts'
import { bindStatement } from '../../src/sql/binder/bind-statement.ts'
import type { BoundStatement } from '../../src/sql/bound-statement.ts'
import { parseStatements } from '../../src/sql/parser/parse-statements.ts'

export interface PlanSession {
  readonly tables: Map<string, TableProvider | LogicalPlanSource>
  readonly functions: FunctionRegistry
  readonly warnings: string[]
  readonly tableFunctions: Map<string, TableFunction>
  coordinateSystemCheck: boolean
}

export function planSession(): PlanSession {
  return {
    tables: new Map<string, TableProvider>([
      ['v', fileLike(variants, 'false')],
      ['g', fileLike(genes, 'true')],
      ['t', memoryLike([field('a', 'int32'), field('b', 'utf8'), field('c', 'float64')])],
      ['u', memoryLike([field('a', 'int64'), field('x', 'utf8')])],
    ]),
    functions: createFunctionRegistry(),
    warnings: [],
    tableFunctions: new Map(),
    coordinateSystemCheck: false,
  }
}

function field(name: string, type: DataType['kind'] | DataType, nullable = true): Field {
  // The kinds that are given as words have no parameters.
  return { name, type: typeof type === 'string' ? ({ kind: type } as DataType) : type, nullable }
}

const variants: readonly Field[] = [
  field('chrom', 'dictionary', false),
  field('start', 'uint32', false),
  field('end', 'uint32', false),
  field('ref', 'utf8', false),
  field('alt', 'utf8'),
  field('qual', 'float64'),
  field('AF', { kind: 'list', item: { kind: 'float32' } }),
  field('genotypes', {
    kind: 'struct',
    fields: [field('GT', { kind: 'list', item: { kind: 'utf8' } }), field('DP', { kind: 'list', item: { kind: 'int32' } })],
  }),
]

const genes: readonly Field[] = [
  field('chrom', 'dictionary', false),
  field('start', 'uint32', false),
  field('end', 'uint32', false),
  field('name', 'utf8'),
]

async function neverScanned(): Promise<never> {
  throw new Error('this table has no rows to scan')
}

/** Filters are exact, as with files. */
function fileLike(fields: readonly Field[], zeroBased: string): TableProvider {
  return {
    schema: { fields, metadata: { 'bio.coordinate_system_zero_based': zeroBased } },
    supportsFilters: filters => filters.map(filter => (isPortable(filter) ? 'exact' : 'unsupported')),
    scan: neverScanned,
  }
}

function memoryLike(fields: readonly Field[]): TableProvider {
  return {
    schema: { fields },
    supportsFilters: filters => filters.map(() => 'unsupported'),
    scan: neverScanned,
    insert: neverScanned,
  }
}

function catalogOf(session: PlanSession): Catalog {
  return {
    table: async name => session.tables.get(name.toLowerCase()),
    file: async () => fileLike(variants, 'false'),
    tableFunction: name => session.tableFunctions.get(name),
    tableNames: () => [...session.tables.keys()],
    tableFunctionNames: () => [...session.tableFunctions.keys()],
  }
}

export async function bindSql(sql: string, session = planSession(), parameters: readonly unknown[] = []): Promise<BoundStatement> {
  const [statement] = parseStatements(sql)
  if (!statement) throw new Error('no statement in the text')
  const { functions, warnings, coordinateSystemCheck } = session
  const catalog = catalogOf(session)
  return bindStatement(statement, { catalog, functions, parameters, coordinateSystemCheck, warn: message => warnings.push(message) })
}

export async function planOf(sql: string, session = planSession(), parameters: readonly unknown[] = []): Promise<LogicalPlan> {
  const bound = await bindSql(sql, session, parameters)
  if (!('plan' in bound) || !bound.plan) throw new Error(`${bound.kind} has no plan`)
  return bound.plan
}

/** The plan as EXPLAIN prints it, one node a line, without the line numbers. */
export function planLines(plan: LogicalPlan): readonly string[] {
  return printLogicalPlan(plan)
    .split('\n')
    .map(line => line.replace(/^\d+\)/, ''))
}

export async function boundLines(sql: string, session = planSession(), parameters: readonly unknown[] = []): Promise<readonly string[]> {
  return planLines(await planOf(sql, session, parameters))
}

/** With `rules` only those run. */
export async function optimizedLines(sql: string, rules?: readonly OptimizerRule[], session = planSession()): Promise<readonly string[]> {
  const plan = await planOf(sql, session)
  return planLines(optimize(plan, { functions: session.functions, ...(rules && { rules }) }).plan)
}

/** What binding a query says is wrong: code, message, and the text from the place on. */
export async function bindingError(sql: string, session = planSession(), parameters: readonly unknown[] = []): Promise<string> {
  try {
    await bindSql(sql, session, parameters)
  } catch (error) {
    // Every error of the binder is a QueryError: it has these fields.
    const { code, message, at } = error as { code?: string; message: string; at?: { sqlOffset?: number } }
    return `${code} at "${at?.sqlOffset === undefined ? '' : sql.slice(at.sqlOffset, at.sqlOffset + 12)}": ${message}`
  }
  throw new Error(`no error: ${sql}`)
}
