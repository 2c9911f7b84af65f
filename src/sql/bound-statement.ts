/** A statement whose names are resolved: what session/run-query executes. Closed set. */
import type { TableProvider } from '../catalog/table-provider.ts'
import type { Schema } from '../columnar/schema.ts'
import type { JsonValue } from '../common/json.ts'
import type { Expr } from '../expr/expr.ts'
import type { LogicalPlan } from '../logical/logical-plan.ts'
import type { Macro } from './ast/macro.ts'
import type { Statement } from './ast/statement.ts'

type Options = { readonly [name: string]: JsonValue }

/** `at`: where in the SQL text stands what the statement works on, for errors that know no place of their own. */
export type BoundStatement = StatementKind & { readonly at?: number }

type StatementKind =
  | { readonly kind: 'query'; readonly plan: LogicalPlan }
  | {
      readonly kind: 'explain'
      readonly analyze: boolean
      readonly verbose: boolean
      readonly format: 'text' | 'json'
      readonly statement: BoundStatement
    }
  | { readonly kind: 'describe'; readonly schema: Schema } // DESCRIBE of a table, file or query, and SHOW COLUMNS
  | { readonly kind: 'show-tables' | 'show-functions' | 'show-all' }
  | { readonly kind: 'show-option'; readonly name: string }
  | { readonly kind: 'set'; readonly name: string; readonly value: JsonValue }
  | { readonly kind: 'reset'; readonly name: string }
  /** One row of one column: the value. */
  | { readonly kind: 'set-variable'; readonly name: string; readonly plan: LogicalPlan }
  | { readonly kind: 'reset-variable'; readonly name: string }
  | BoundCreateTable
  | {
      readonly kind: 'create-view'
      readonly name: string
      readonly orReplace: boolean
      readonly ifNotExists: boolean
      readonly columns: readonly string[] // names for the first columns of the query; may be empty
      readonly queryText: string
      readonly plan: LogicalPlan // bound once, so that a view with an error in it is not created
    }
  | {
      readonly kind: 'create-external-table'
      readonly name: string
      readonly orReplace: boolean
      readonly ifNotExists: boolean
      readonly format?: string // lower case
      readonly location: string
      readonly options: Options
    }
  | {
      readonly kind: 'create-index'
      readonly name?: string
      readonly table: string
      readonly provider: TableProvider
      readonly ifNotExists: boolean
      readonly key?: KeyDefinition // of a unique index
    }
  | { readonly kind: 'create-macro'; readonly macro: Macro; readonly orReplace: boolean; readonly ifNotExists: boolean }
  | { readonly kind: 'reindex'; readonly name?: string }
  | {
      readonly kind: 'insert'
      readonly table: string
      readonly provider: TableProvider
      readonly overwrite: boolean // INSERT OVERWRITE: the old rows go
      readonly plan: LogicalPlan // gives the table's columns in the table's order and types
      readonly conflict?: BoundConflict
      readonly returning?: BoundReturning
    }
  | {
      /** Every row of the table, as it is afterwards; behind its columns stands whether it was changed, or is to go. */
      readonly kind: 'update' | 'delete'
      readonly table: string
      readonly provider: TableProvider
      readonly plan: LogicalPlan
      readonly returning?: BoundReturning
    }
  | { readonly kind: 'maintenance' }
  | { readonly kind: 'transaction'; readonly action: 'begin' | 'commit' | 'rollback' }
  | { readonly kind: 'prepare'; readonly name: string; readonly statement: Statement }
  | { readonly kind: 'deallocate'; readonly name?: string } // without a name: all
  | {
      readonly kind: 'drop'
      readonly what: 'table' | 'view' | 'index' | 'macro'
      readonly ifExists: boolean
      readonly names: readonly string[]
    }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly JsonValue[]; readonly named: Options }

/** What becomes of a row whose key the table has. `columns`: the key that is meant; empty: any. */
export type BoundConflict = { readonly columns: readonly string[] } & (
  | { readonly action: 'replace' | 'ignore' }
  | {
      readonly action: 'update'
      /** Of the columns of the row that is there, then of those of the row that was to come. */
      readonly ids: readonly number[]
      readonly values: readonly Expr[] // one a column of the table
      readonly where?: Expr
    }
)

/** The scan whose ids are `rows` stands for the rows that the statement touched. */
export interface BoundReturning {
  readonly plan: LogicalPlan
  readonly rows: readonly number[]
}

export interface KeyDefinition {
  readonly kind: 'primary-key' | 'unique'
  readonly columns: readonly string[]
}

/** A CHECK: a condition over columns whose ids are their places in the table. NULL passes. */
export interface CheckDefinition {
  readonly text: string
  readonly condition: Expr
}

/**
 * CREATE TABLE. With a plan: the rows of AS query. A column's DEFAULT is an Expr as JSON in `Field.metadata['sql.default']`, so that the
 * schema of the table carries it and INSERT finds it; NOT NULL is `nullable: false`.
 */
export interface BoundCreateTable {
  readonly kind: 'create-table'
  readonly name: string
  readonly orReplace: boolean
  readonly ifNotExists: boolean
  readonly temporary: boolean
  readonly schema: Schema
  readonly keys: readonly KeyDefinition[]
  readonly checks: readonly CheckDefinition[]
  readonly plan?: LogicalPlan
}
