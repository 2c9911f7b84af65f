/** range(…) or generate_series(…) of constant integers, which FROM reads without a list; undefined where it is anything else. */
import type { IntegerSeries } from '../../catalog/series-table.ts'
import { isInteger } from '../../expr/coercion.ts'
import { evaluateConstant } from '../../expr/evaluate-constant.ts'
import type { Expr } from '../../expr/expr.ts'
import { isConstant } from '../../expr/is-constant.ts'
import { scalarOfLiteral } from '../../expr/literal.ts'
import { typeOf } from '../../expr/type-of.ts'
import type { FunctionRegistry } from '../../functions/function-registry.ts'

export function constantSeries(name: string, args: readonly Expr[], functions: FunctionRegistry): IntegerSeries | undefined {
  if (args.length > 3 || !args.every(arg => isInteger(typeOf(arg)) && isConstant(arg))) return undefined
  const numbers = args.map(arg => Number((arg.kind === 'literal' ? scalarOfLiteral(arg) : evaluateConstant(arg, functions)) ?? Number.NaN))
  const [first, second, step = 1] = numbers
  const start = second === undefined ? 0 : first
  const stop = second ?? first
  // NULL, a step of 0 and numbers that are not exact: the function says what is to be said of them.
  if (start === undefined || stop === undefined || step === 0 || ![start, stop, step].every(Number.isSafeInteger)) return undefined
  const steps = (stop - start) / step
  return { start, step, length: Math.max(0, name === 'range' ? Math.ceil(steps) : Math.floor(steps) + 1) }
}
