import type { Expression, FunctionCall, OrderItem, WindowSpecification } from './expression.ts'
import type { Identifier, QualifiedName } from './identifier.ts'
import type { Span } from './span.ts'

interface Node {
  readonly span: Span
}

/** WITH … body ORDER BY … LIMIT … OFFSET. Every place that takes a query takes all of it. */
export interface Query extends Node {
  readonly kind: 'query'
  readonly with: readonly CommonTableExpression[]
  readonly recursive: boolean
  readonly body: QueryBody
  readonly orderBy: readonly OrderItem[] | 'all'
  readonly orderByAll?: { readonly descending: boolean; readonly nulls?: 'first' | 'last' }
  readonly limit?: Expression // also FETCH FIRST; LIMIT ALL and LIMIT NULL are absent
  readonly offset?: Expression
}

export interface CommonTableExpression extends Node {
  readonly name: Identifier
  readonly columns: readonly Identifier[]
  readonly materialized?: boolean
  readonly query: Query
}

/** `a UNION b UNION c` is one node with three inputs where the operation is the same, so that long chains do not nest. */
export type QueryBody =
  | Select
  | (Node & { readonly kind: 'values'; readonly rows: readonly (readonly Expression[])[] })
  | (Node & {
      readonly kind: 'set-operation'
      readonly operation: 'union' | 'intersect' | 'except'
      readonly all: boolean
      readonly byName: boolean
      readonly inputs: readonly QueryBody[]
    })
  | (Node & { readonly kind: 'nested'; readonly query: Query }) // parenthesised, with its own ORDER BY, LIMIT, WITH
  | (Node & { readonly kind: 'table'; readonly name: QualifiedName }) // TABLE t
  | (Node & { readonly kind: 'description'; readonly of: 'columns' | 'values'; readonly target: DescribedTarget }) // (DESCRIBE t), (SUMMARIZE t)

export type DescribedTarget = QualifiedName | { readonly location: string } | Query

export interface Select extends Node {
  readonly kind: 'select'
  readonly distinct: boolean
  readonly distinctOn: readonly Expression[]
  readonly items: readonly SelectItem[] // FROM t without SELECT has one '*'
  readonly from: readonly TableReference[]
  readonly where?: Expression
  readonly groupBy: readonly GroupingElement[] | 'all'
  readonly having?: Expression
  readonly windows: readonly { readonly name: Identifier; readonly specification: WindowSpecification }[]
  readonly qualify?: Expression
}

export interface SelectItem extends Node {
  readonly expression: Expression
  readonly alias?: Identifier
}

export type GroupingElement =
  | (Node & { readonly kind: 'expression'; readonly expression: Expression })
  | (Node & { readonly kind: 'rollup' | 'cube'; readonly sets: readonly (readonly Expression[])[] })
  | (Node & { readonly kind: 'grouping-sets'; readonly elements: readonly GroupingElement[] })
  | (Node & { readonly kind: 'set'; readonly expressions: readonly Expression[] }) // () or (a, b) inside GROUPING SETS

export interface TableAlias extends Node {
  readonly name: Identifier
  readonly columns: readonly Identifier[]
}

export type TableReference =
  | (Node & { readonly kind: 'table'; readonly name: QualifiedName; readonly alias?: TableAlias })
  | (Node & { readonly kind: 'file'; readonly location: string; readonly alias?: TableAlias }) // FROM 'x.vcf.gz'
  | (Node & {
      readonly kind: 'table-function'
      readonly call: FunctionCall
      readonly withOrdinality: boolean
      readonly lateral: boolean
      readonly alias?: TableAlias
    })
  | (Node & { readonly kind: 'derived'; readonly query: Query; readonly lateral: boolean; readonly alias?: TableAlias })
  | (Node & {
      readonly kind: 'join'
      readonly joinType: AstJoinType
      readonly natural: boolean
      readonly left: TableReference
      readonly right: TableReference
      readonly on?: Expression
      readonly using?: readonly Identifier[]
      readonly alias?: TableAlias
    })

/** `comma` is not a join: several references in FROM stand side by side. */
export type AstJoinType = 'inner' | 'left' | 'right' | 'full' | 'cross' | 'semi' | 'anti'
