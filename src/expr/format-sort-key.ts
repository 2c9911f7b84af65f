/** A sort key as EXPLAIN prints it: `start DESC NULLS FIRST`. */
import type { SortKey } from './expr.ts'
import { type FormatOptions, formatExpr } from './format-expr.ts'

export function formatSortKey(key: SortKey, options: FormatOptions = {}): string {
  return `${formatExpr(key.expr, options)} ${key.descending ? 'DESC' : 'ASC'} NULLS ${key.nullsFirst ? 'FIRST' : 'LAST'}`
}
