/** Calls of scalar functions. */
import type { Batch } from '../../columnar/batch.ts'
import type { Column } from '../../columnar/column.ts'
import { QueryError } from '../../common/errors.ts'
import { canFail } from '../can-fail.ts'
import type { Expr } from '../expr.ts'
import { compileCoalesce } from './compile-coalesce.ts'
import { compileEntryCall } from './compile-entry-call.ts'
import { compileLambdaCall } from './compile-lambda.ts'
import type { Compiler, Evaluate } from './compiler.ts'
import { withCall } from './evaluation-error.ts'

export type Call = Expr & { readonly kind: 'call' }

export function compileCall(expr: Call, compiler: Compiler): Evaluate {
  if (expr.name === 'coalesce' && expr.args.slice(1).some(canFail)) return compileCoalesce(expr, compiler)
  const lambda = compileLambdaCall(expr, compiler)
  if (lambda) return lambda
  const fn = compiler.functions.scalar(expr.name)
  if (!fn) throw new QueryError('PLAN', `Function "${expr.name}" does not exist here. Register it in this session.`)
  const evaluate = (args: readonly Column[], numRows: number) => {
    try {
      return fn.evaluate(args, numRows, expr.type)
    } catch (error) {
      throw withCall(expr, error)
    }
  }
  const onEntries = compileEntryCall(expr, compiler, evaluate)
  const args = expr.args.map(arg => compiler.compile(arg))
  const onRows = (batch: Batch) =>
    evaluate(
      args.map(arg => arg(batch)),
      batch.numRows,
    )
  return onEntries ? batch => onEntries(batch) ?? onRows(batch) : onRows
}
