/** The columns that names can mean at one place of a query, in the order in which `*` gives them. */
import type { Field } from '../../columnar/data-type.ts'
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
  /** Found by its name only, and not part of `*`: the rowid of a memory table. */
  readonly hidden?: true
  /** Another name, for where no column has it: `flag` of an alignment's flags. Lower case. */
  readonly alias?: string
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
    outputColumns(plan).map((column, index) => {
      const alias = aliasOf(plan.schema.fields[index])
      return { name: column.name, ...(qualifier !== undefined && { qualifier }), ...(alias !== undefined && { alias }), expr: column }
    }),
  )
}

/** Formats give a column a second name by metadata that names it, so that a column renamed in a query has none. */
function aliasOf(field: Field | undefined): string | undefined {
  return field?.metadata?.[`bio.alias.${field.name}`]?.toLowerCase()
}

/** The table names that can qualify a column here, each once. */
export function qualifiersOf(scope: Scope): readonly string[] {
  return [...new Set(scope.columns.flatMap(column => (column.qualifier === undefined ? [] : [column.qualifier])))]
}
