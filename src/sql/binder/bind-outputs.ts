/** The select list as bound expressions with their names. */
import type { Expr } from '../../expr/expr.ts'
import { bindExpression } from './bind-expression.ts'
import type { Alias, ExpressionContext } from './expression-context.ts'
import { outputName } from './output-name.ts'
import type { SelectEntry } from './select-items.ts'

export interface Output {
  readonly expr: Expr
  readonly name: string
}

/** An item may use the aliases of the items before it. */
export function bindOutputs(entries: readonly SelectEntry[], context: Omit<ExpressionContext, 'aliases'>): readonly Output[] {
  const earlier: Alias[] = []
  return entries.map((entry): Output => {
    if (entry.kind === 'column') {
      const expr: Expr = { ...entry.column.expr }
      context.state.spans.set(expr, entry.span)
      return { expr, name: entry.name }
    }
    const expr = bindExpression(entry.expression, { ...context, aliases: earlier, ...(entry.expanded && { expanded: entry.expanded }) })
    earlier.push(...aliasesOf([entry]))
    return { expr, name: entry.alias?.name ?? outputName(entry.expression, { expr, expanded: entry.expanded }) }
  })
}

export function aliasesOf(entries: readonly SelectEntry[]): readonly Alias[] {
  return entries.flatMap(entry => {
    if (entry.kind !== 'expression' || !entry.alias) return []
    return [{ name: entry.alias, expression: entry.expression, ...(entry.expanded && { expanded: entry.expanded }) }]
  })
}
