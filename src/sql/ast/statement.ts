import type { Expression } from './expression.ts'
import type { Identifier, QualifiedName, TypeName } from './identifier.ts'
import type { Macro } from './macro.ts'
import type { Query, SelectItem, TableReference } from './query.ts'
import type { Span } from './span.ts'

interface Node {
  readonly span: Span
}

/** Every statement of the dialect. Closed set. */
export type Statement =
  | (Node & { readonly kind: 'select'; readonly query: Query })
  | (Node & {
      readonly kind: 'explain'
      readonly analyze: boolean
      readonly verbose: boolean
      readonly format: 'text' | 'json'
      readonly statement: Statement
    })
  | (Node & { readonly kind: 'describe'; readonly target: QualifiedName | { readonly location: string } | Query })
  | (Node & { readonly kind: 'summarize'; readonly target: QualifiedName | { readonly location: string } | Query })
  | (Node & { readonly kind: 'show'; readonly what: 'tables' | 'functions' | 'all' })
  | (Node & { readonly kind: 'show-columns'; readonly table: QualifiedName })
  | (Node & { readonly kind: 'show-option'; readonly name: string })
  | (Node & { readonly kind: 'set'; readonly name: string; readonly value: Expression; readonly variable: boolean }) // SET VARIABLE x = …
  | (Node & { readonly kind: 'reset'; readonly name: string; readonly variable: boolean })
  | (Node & {
      readonly kind: 'create-table'
      readonly name: QualifiedName
      readonly orReplace: boolean
      readonly ifNotExists: boolean
      readonly temporary: boolean
      readonly columns: readonly ColumnDefinition[]
      readonly constraints: readonly TableConstraint[]
      readonly query?: Query
    })
  | (Node & {
      readonly kind: 'create-view'
      readonly name: QualifiedName
      readonly orReplace: boolean
      readonly ifNotExists: boolean
      readonly temporary: boolean
      readonly columns: readonly Identifier[]
      readonly query: Query
      readonly queryText: string
    })
  | (Node & {
      readonly kind: 'create-external-table'
      readonly name: QualifiedName
      readonly orReplace: boolean
      readonly ifNotExists: boolean
      readonly format?: Identifier
      readonly location: string
      readonly options: readonly NamedOption[]
      readonly columns: readonly ColumnDefinition[]
    })
  | (Node & {
      readonly kind: 'create-index'
      readonly name?: Identifier
      readonly table: QualifiedName
      readonly ifNotExists: boolean
      readonly unique: boolean
      readonly columns: readonly Expression[]
    })
  | (Node & { readonly kind: 'create-macro'; readonly macro: Macro; readonly orReplace: boolean; readonly ifNotExists: boolean })
  | (Node & { readonly kind: 'reindex'; readonly name?: QualifiedName })
  | (Node & {
      readonly kind: 'insert'
      readonly table: QualifiedName
      readonly alias?: Identifier
      readonly columns: readonly Identifier[]
      readonly query?: Query
      readonly overwrite: boolean
      readonly conflict?: ConflictClause
      readonly returning: readonly SelectItem[] // may be empty
    }) // no query: DEFAULT VALUES
  | (Node & {
      readonly kind: 'update'
      readonly table: QualifiedName
      readonly alias?: Identifier
      readonly assignments: readonly Assignment[]
      readonly from: readonly TableReference[]
      readonly where?: Expression
      readonly returning: readonly SelectItem[]
    })
  | (Node & {
      readonly kind: 'delete' // also TRUNCATE
      readonly table: QualifiedName
      readonly alias?: Identifier
      readonly using: readonly TableReference[]
      readonly where?: Expression
      readonly returning: readonly SelectItem[]
    })
  | (Node & { readonly kind: 'maintenance' }) // accepted, without effect
  | (Node & { readonly kind: 'transaction'; readonly action: 'begin' | 'commit' | 'rollback' })
  | (Node & { readonly kind: 'prepare'; readonly name: Identifier; readonly statement: Statement })
  | (Node & { readonly kind: 'execute'; readonly name: Identifier; readonly args: readonly Expression[] })
  | (Node & { readonly kind: 'deallocate'; readonly name?: Identifier })
  | (Node & {
      readonly kind: 'drop'
      readonly what: 'table' | 'view' | 'index' | 'macro'
      readonly ifExists: boolean
      readonly names: readonly QualifiedName[]
    })
  | (Node & {
      readonly kind: 'copy'
      readonly source: Query | QualifiedName
      readonly location: string
      readonly options: readonly NamedOption[]
    })
  | (Node & {
      readonly kind: 'call'
      readonly name: QualifiedName
      readonly args: readonly Expression[]
      readonly named: readonly { readonly name: Identifier; readonly value: Expression }[]
    })

export interface Assignment {
  readonly column: Identifier
  readonly value: Expression
}

/** INSERT OR REPLACE, INSERT OR IGNORE, ON CONFLICT …: what becomes of a row whose key the table has. */
export interface ConflictClause extends Node {
  readonly action: 'replace' | 'ignore' | 'update'
  readonly columns: readonly Identifier[] // ON CONFLICT (a, b); empty: any key
  readonly assignments: readonly Assignment[] // DO UPDATE SET
  readonly where?: Expression
}

export interface ColumnDefinition extends Node {
  readonly name: Identifier
  readonly type: TypeName
  readonly notNull: boolean
  readonly primaryKey: boolean
  readonly unique: boolean
  readonly default?: Expression
  readonly checks: readonly Expression[]
}

export type TableConstraint =
  | (Node & { readonly kind: 'primary-key' | 'unique'; readonly columns: readonly Identifier[] })
  | (Node & { readonly kind: 'check'; readonly condition: Expression })

/** `info_fields 'AF,DP'` (CREATE EXTERNAL TABLE), `FORMAT vcf`, `INDEX csi`, `HEADER true` (COPY). The name is lower case. */
export interface NamedOption extends Node {
  readonly name: string
  readonly value: Expression | { readonly kind: 'word'; readonly word: string; readonly span: Span } | true
}
