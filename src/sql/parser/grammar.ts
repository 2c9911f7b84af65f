/** Ties the rules together that call each other in a circle. */
import { readAfterPrimary, readExpression, readOperand } from './expression/read-expression.ts'
import { readQuery, readQueryAfter } from './query/read-query.ts'
import { readStatement } from './statement/read-statement.ts'
import type { Grammar } from './token-cursor.ts'

export const grammar: Grammar = {
  expression: readExpression,
  operand: readOperand,
  afterPrimary: readAfterPrimary,
  query: readQuery,
  queryAfter: readQueryAfter,
  statement: readStatement,
}
