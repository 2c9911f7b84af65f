/** How deep SQL may nest: the limit keeps the parser, and every later recursive walk over the tree, far away from the end of the stack. */
import { QueryError } from '../../common/errors.ts'

/**
 * How far the parser may descend, in units of at most 0.85 KB of stack: an operand or a parenthesis weighs one, a call two, a window
 * or a subquery three. So some 600 parentheses, 300 calls or 200 subqueries nest, in about half of the 984 KB that Node and Chromium give.
 */
export const MAX_DEPTH = 640

/**
 * How high the tree may grow, in nodes. Each operator of a chain such as `1 + 1 + 1` is a level, because such chains nest to the
 * left; AND, OR, IN lists, VALUES, CASE branches and one kind of set operation in a row are flat and count as one.
 * docs/adr/0002 says how both numbers were measured.
 */
export const MAX_HEIGHT = 1000

export function nestingError(sqlOffset: number): QueryError {
  return new QueryError(
    'RESOURCE',
    `The SQL text nests too deep here. Split the expression, or move parts of it into a WITH clause or a view.`,
    { sqlOffset },
  )
}
