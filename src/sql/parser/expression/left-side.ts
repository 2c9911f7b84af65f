/** What the reader of an infix operator is given, and what it gives back. */
import type { Expression } from '../../ast/expression.ts'

export interface LeftSide {
  readonly expression: Expression
  readonly start: number // before the expression's span where it stands in parentheses
}

export interface InfixResult {
  readonly expression: Expression
  readonly closes: boolean // true: not associative and its right side is open, so that the same power may not follow
}
