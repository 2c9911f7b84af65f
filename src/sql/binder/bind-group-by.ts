/** GROUP BY: expressions, positions, aliases, ALL, ROLLUP, CUBE and GROUPING SETS. Undefined: the query is not grouped by anything written. */
import type { Expr } from '../../expr/expr.ts'
import { sameExpr } from '../../expr/same-expr.ts'
import type { Expression } from '../ast/expression.ts'
import type { GroupingElement, Select } from '../ast/query.ts'
import { bindExpression } from './bind-expression.ts'
import type { Output } from './bind-outputs.ts'
import { containsAggregate } from './contains-aggregate.ts'
import type { ExpressionContext } from './expression-context.ts'
import { planError } from './plan-error.ts'
import { positionOf } from './position.ts'

export interface GroupKeys {
  /** Each once. */
  readonly keys: readonly Expr[]
  /** Absent: all keys form one set. */
  readonly sets?: readonly (readonly Expr[])[]
}

/** More would be a mistake: CUBE of 13 columns. */
const MAX_SETS = 4096

export function bindGroupBy(groupBy: Select['groupBy'], outputs: readonly Output[], context: ExpressionContext): GroupKeys | undefined {
  if (groupBy === 'all') return { keys: distinctExprs(outputs.map(output => output.expr).filter(expr => !containsAggregate(expr))) }
  if (groupBy.length === 0) return undefined
  const bind = (expression: Expression) => bindKey(expression, outputs, context)
  let sets: readonly (readonly Expr[])[] = [[]]
  for (const element of groupBy) {
    const own = setsOf(element, bind)
    if (sets.length * own.length > MAX_SETS) throw planError(`GROUP BY comes to more than ${MAX_SETS} grouping sets.`, element.span)
    // Elements side by side: every set of one with every set of the other.
    sets = sets.flatMap(set => own.map(more => distinctExprs([...set, ...more])))
  }
  const keys = distinctExprs(sets.flat())
  const only = sets.length === 1 && sets[0]?.length === keys.length
  return only ? { keys } : { keys, sets: sets.map(set => keys.filter(key => set.some(member => sameExpr(member, key)))) }
}

function setsOf(element: GroupingElement, bind: (expression: Expression) => Expr): readonly (readonly Expr[])[] {
  switch (element.kind) {
    case 'expression':
      return [[bind(element.expression)]]
    case 'set':
      return [element.expressions.map(bind)]
    case 'grouping-sets':
      return element.elements.flatMap(inner => setsOf(inner, bind))
    case 'rollup': {
      const steps = element.sets.map(step => step.map(bind))
      return Array.from({ length: steps.length + 1 }, (_, i) => steps.slice(0, steps.length - i).flat())
    }
    case 'cube': {
      const steps = element.sets.map(step => step.map(bind))
      if (2 ** steps.length > MAX_SETS) throw planError(`CUBE comes to more than ${MAX_SETS} grouping sets.`, element.span)
      // All of them first, none of them last.
      return Array.from({ length: 2 ** steps.length }, (_, i) =>
        steps.filter((_step, bit) => (i & (1 << (steps.length - 1 - bit))) === 0).flat(),
      )
    }
  }
}

function bindKey(expression: Expression, outputs: readonly Output[], context: ExpressionContext): Expr {
  const output = outputs[positionOf(expression, 'GROUP BY', outputs.length) ?? -1]
  if (!output) return bindExpression(expression, context)
  if (containsAggregate(output.expr)) {
    throw planError(`Position ${outputs.indexOf(output) + 1} of GROUP BY is an aggregate, which cannot be grouped by.`, expression.span)
  }
  return output.expr
}

function distinctExprs(exprs: readonly Expr[]): readonly Expr[] {
  const distinct: Expr[] = []
  for (const expr of exprs) if (!distinct.some(known => sameExpr(known, expr))) distinct.push(expr)
  return distinct
}
