/** COLUMNS('regex') and COLUMNS(*): the select item once for each column whose name matches. */
import type { Expression } from '../ast/expression.ts'
import type { Identifier } from '../ast/identifier.ts'
import { expandStar } from './expand-star.ts'
import type { ExpressionOf } from './expression-of.ts'
import { planError } from './plan-error.ts'
import type { Scope } from './scope.ts'
import type { SelectEntry } from './select-items.ts'

export function expandColumns(
  columns: ExpressionOf<'columns'>,
  item: { readonly expression: Expression; readonly alias: Identifier | undefined },
  scope: Scope,
): readonly SelectEntry[] {
  const alone = item.expression === columns
  return matchingColumns(columns, scope).map((entry): SelectEntry => {
    if (entry.kind !== 'column') return entry
    if (alone) return item.alias ? { ...entry, name: item.alias.name } : entry
    return { kind: 'expression', expression: item.expression, expanded: entry.column, ...(item.alias && { alias: item.alias }) }
  })
}

function matchingColumns({ pattern, span }: ExpressionOf<'columns'>, scope: Scope): readonly SelectEntry[] {
  if (pattern.kind === 'star') return expandStar(pattern, scope)
  if (pattern.kind !== 'string') throw planError('COLUMNS takes a regular expression in quotes, or *.', pattern.span)
  const regex = compilePattern(pattern)
  const found = scope.columns.filter(column => !column.qualifiedOnly && !column.hidden && regex.test(column.name))
  if (found.length === 0) throw planError(`No column matches COLUMNS('${pattern.value}').`, span)
  return found.map(column => ({ kind: 'column', column, name: column.name, span }))
}

function compilePattern({ value, span }: ExpressionOf<'string'>): RegExp {
  try {
    return new RegExp(value)
  } catch (cause) {
    throw planError(`'${value}' is not a regular expression: ${cause instanceof Error ? cause.message : String(cause)}.`, span)
  }
}
