/** The columns that names can mean at one place of a query, in the order in which `*` gives them. */
import type { Expr } from '../../expr/expr.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { outputColumns } from '../../logical/output-columns.ts'

export interface ScopeColumn {
  readonly name: string
  /** The table's alias or name; absent for columns that USING merged. */
  readonly qualifier?: string
  readonly expr: Expr
  /** The second column of a USING pair: found by `b.x` only, and not part of `*`. */
  readonly qualifiedOnly?: true
}

export interface Scope {
  readonly columns: readonly ScopeColumn[]
  /** Lower-case name -> columns: tables can have thousands of columns. */
  readonly byName: ReadonlyMap<string, readonly ScopeColumn[]>
}

export function createScope(columns: readonly ScopeColumn[]): Scope {
  const byName = new Map<string, ScopeColumn[]>()
  for (const column of columns) {
    const key = column.name.toLowerCase()
    const same = byName.get(key)
    if (same) same.push(column)
    else byName.set(key, [column])
  }
  return { columns, byName }
}

export const emptyScope: Scope = createScope([])

/** The outputs of a plan under one table name. */
export function scopeOf(plan: Pick<LogicalPlan, 'schema' | 'ids'>, qualifier: string | undefined): Scope {
  return createScope(
    outputColumns(plan).map(column => ({ name: column.name, ...(qualifier !== undefined && { qualifier }), expr: column })),
  )
}

/** The table names that can qualify a column here, each once. */
export function qualifiersOf(scope: Scope): readonly string[] {
  return [...new Set(scope.columns.flatMap(column => (column.qualifier === undefined ? [] : [column.qualifier])))]
}
