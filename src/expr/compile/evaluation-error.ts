/** Errors of evaluation: what went wrong, in which expression, at which place of the SQL text. */
import { type ErrorLocation, QueryError } from '../../common/errors.ts'
import type { Expr } from '../expr.ts'
import { formatExpr } from '../format-expr.ts'

const LONGEST = 200

export function evaluationError(expr: Expr, problem: string, advice: string): QueryError {
  return new QueryError('EXECUTION', `${problem} in ${shortText(expr)}${advice}`, locationOf(expr))
}

/** An error that a function threw, with the call that it came from. */
export function withCall(expr: Expr, error: unknown): unknown {
  if (!(error instanceof QueryError) || error.at.sqlOffset !== undefined || error.code === 'INTERNAL') return error
  const options = error.reason === undefined ? { cause: error } : { cause: error, reason: error.reason }
  return new QueryError(error.code, `${error.message} (in ${shortText(expr)})`, { ...error.at, ...locationOf(expr) }, options)
}

function locationOf(expr: Expr): ErrorLocation {
  return 'at' in expr && expr.at !== undefined ? { sqlOffset: expr.at } : {}
}

function shortText(expr: Expr): string {
  const text = formatExpr(expr)
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`
}
