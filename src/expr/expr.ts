import type { DataType } from '../columnar/data-type.ts'

export type ComparisonOperator = '=' | '<>' | '<' | '<=' | '>' | '>='
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '&' | '|' | '#' | '<<' | '>>'

/** int64, uint64, decimal and time literals are strings, interval literals their text, binary literals base64, floats that JSON lacks 'NaN', 'Infinity', '-Infinity', '-0': an Expr is JSON. */
export type LiteralValue = null | boolean | number | string

/**
 * Every expression kind that runs. Plain JSON, bound: a column is an id that is unique in its plan, never a name, so
 * `SELECT a, a` and self joins cannot confuse it. Subqueries, outer columns, parameters and windows exist in the bound
 * tree too (kinds below marked P) and are gone after planning. `at` is the place in the SQL text that an error names.
 * Operators without a kind of their own are calls: `negate`, `bit_not`, `||`, `list_value`, `struct_pack`, `list_element`, `list_slice`, `is_distinct_from`, `is_not_distinct_from`.
 */
export type Expr =
  | { readonly kind: 'column'; readonly id: number; readonly name: string; readonly type: DataType }
  | { readonly kind: 'field'; readonly operand: Expr; readonly name: string } // struct field; pushed as a projection path
  | { readonly kind: 'literal'; readonly type: DataType; readonly value: LiteralValue }
  | { readonly kind: 'compare'; readonly op: ComparisonOperator; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'arithmetic'; readonly op: ArithmeticOperator; readonly left: Expr; readonly right: Expr; readonly at?: number }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Expr[] } // left to right; the right side runs on undecided rows only
  | { readonly kind: 'not' | 'is-null'; readonly operand: Expr }
  | { readonly kind: 'in-list'; readonly operand: Expr; readonly list: readonly Expr[] }
  | { readonly kind: 'like'; readonly operand: Expr; readonly pattern: Expr; readonly caseSensitive: boolean; readonly escape?: string } // escape: one character, '' for none; absent: backslash
  | { readonly kind: 'cast'; readonly operand: Expr; readonly to: DataType; readonly onError: 'throw' | 'null'; readonly at?: number }
  | { readonly kind: 'case'; readonly branches: readonly { readonly when: Expr; readonly then: Expr }[]; readonly otherwise?: Expr }
  | {
      readonly kind: 'call'
      readonly name: string
      readonly args: readonly Expr[]
      readonly type: DataType
      readonly portable: boolean
      readonly safe?: true
      readonly at?: number
    } // portable false: registered at run time or volatile; safe: never throws
  | {
      readonly kind: 'aggregate'
      readonly name: string
      readonly args: readonly Expr[]
      readonly type: DataType
      readonly distinct: boolean
      readonly filter?: Expr
      readonly orderBy?: readonly SortKey[]
    }
  | {
      readonly kind: 'window'
      readonly call: Expr // an aggregate, or a call of a window function
      readonly ignoreNulls?: true
      readonly partitionBy: readonly Expr[]
      readonly orderBy: readonly SortKey[]
      readonly frame: WindowFrame
    } // P
  | { readonly kind: 'lambda'; readonly parameters: readonly LambdaParameter[]; readonly body: Expr } // x -> x + 1: an argument of list_transform, list_filter, list_reduce
  | ({ readonly kind: 'lambda-parameter' } & LambdaParameter)
  | { readonly kind: 'parameter'; readonly index: number; readonly type: DataType } // P
  | { readonly kind: 'outer-column'; readonly depth: number; readonly id: number; readonly name: string; readonly type: DataType } // P
  | { readonly kind: 'subquery'; readonly id: number; readonly column: number; readonly args: readonly Expr[]; readonly type: DataType } // P: a column of a subquery; args are what it needs of this row

/** `id`: how many parameters of lambdas stand around it and before it. */
export interface LambdaParameter {
  readonly id: number
  readonly name: string
  readonly type: DataType
}

export interface SortKey {
  readonly expr: Expr
  readonly descending: boolean
  readonly nullsFirst: boolean
}

export interface WindowFrame {
  readonly unit: 'rows' | 'range' | 'groups'
  readonly start: FrameBound
  readonly end: FrameBound
  readonly exclude: 'no-others' | 'current-row' | 'group' | 'ties'
}
export type FrameBound = { readonly kind: 'unbounded' | 'current-row' } | { readonly kind: 'preceding' | 'following'; readonly by: Expr }
