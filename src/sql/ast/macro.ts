import type { Expression } from './expression.ts'
import type { Query } from './query.ts'

/** CREATE MACRO name(a, b := 1) AS expression, or AS TABLE query. */
export interface Macro {
  readonly name: string
  /** `value`: what is meant where none is given. */
  readonly parameters: readonly { readonly name: string; readonly value?: Expression }[]
  readonly body: { readonly expression: Expression } | { readonly query: Query }
}
