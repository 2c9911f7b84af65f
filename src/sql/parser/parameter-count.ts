/** How many parameters a statement takes. */
import type { Expression } from '../ast/expression.ts'
import type { Statement } from '../ast/statement.ts'

/**
 * The highest number of `$n`, or how many `?` there are. The parameters of PREPARE belong to the prepared statement and are given by
 * EXECUTE, so PREPARE itself takes none: count those of `statement.statement`.
 */
export function parameterCount(statement: Statement | Expression): number {
  if (statement.kind === 'prepare') return 0
  let count = 0
  // A list of what is still to visit instead of recursion: trees may be as deep as the parser allows.
  const waiting: unknown[] = [statement]
  while (waiting.length > 0) {
    const node = waiting.pop()
    if (typeof node !== 'object' || node === null) continue
    if ('kind' in node && node.kind === 'parameter' && 'index' in node && typeof node.index === 'number')
      count = Math.max(count, node.index + 1)
    // A loop, because a spread of 100,000 list items would overflow the stack.
    for (const child of Object.values(node)) if (typeof child === 'object') waiting.push(child)
  }
  return count
}
