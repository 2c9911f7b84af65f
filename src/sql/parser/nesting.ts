/** How deep SQL may nest: the limit keeps the parser, and every later recursive walk over the tree, far away from the end of the stack. */
import { QueryError } from '../../common/errors.ts'

/**
 * Levels of the tree, and of the descent into it: parentheses, subqueries, function arguments, CASE, NOT, joins, and each
 * operator of a chain such as `1 + 1 + 1`, which nests to the left. AND, OR, IN lists, VALUES and one kind of set operation
 * in a row are flat and count as one. docs/adr/0002 says how the number was measured.
 */
export const MAX_NESTING = 1000

export function nestingError(sqlOffset: number): QueryError {
  return new QueryError(
    'RESOURCE',
    `The SQL text nests more than ${MAX_NESTING} levels deep here. Split the expression, or move parts of it into a WITH clause or a view.`,
    { sqlOffset },
  )
}
