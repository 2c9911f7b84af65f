/** The same table name twice in one FROM: columns of both would answer to it. */
import type { Span } from '../ast/span.ts'
import { planError } from './plan-error.ts'
import { qualifiersOf, type Scope } from './scope.ts'

export function rejectRepeatedTable(left: Scope, right: Scope, span: Span): void {
  const seen = new Set(qualifiersOf(left).map(name => name.toLowerCase()))
  const repeated = qualifiersOf(right).find(name => seen.has(name.toLowerCase()))
  if (repeated !== undefined) throw planError(`Table name "${repeated}" stands twice in FROM. Give one of them an alias.`, span)
}
