import type { Span } from './span.ts'

/** A name as it was written. Quoted names match with their exact case first; both kinds fall back to a match without regard to case. */
export interface Identifier {
  readonly name: string
  readonly quoted: boolean
  readonly span: Span
}

/** `a`, `a.b`, `a.b.c`: table, column or function name with its qualifiers. */
export interface QualifiedName {
  readonly parts: readonly Identifier[]
  readonly span: Span
}

/** A type name as written: `DECIMAL(10, 2)`, `INT[]`, `STRUCT(a INT, b VARCHAR)`, `TIMESTAMP WITH TIME ZONE`. */
export interface TypeName {
  readonly name: string // upper case, words joined by one blank; 'STRUCT' for a struct
  readonly parameters: readonly number[]
  readonly fields?: readonly { readonly name: Identifier; readonly type: TypeName }[]
  readonly arrayDepth: number // INT[][] has 2
  readonly span: Span
}
