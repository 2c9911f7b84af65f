/** The argument at a place; a missing one is a bug of the binder. */
import type { Column } from '../../columnar/column.ts'
import { QueryError } from '../../common/errors.ts'

export function argument(args: readonly Column[], index: number): Column {
  const column = args[index]
  if (!column)
    throw new QueryError('INTERNAL', `Argument ${index + 1} of a function is missing. This is a bug in locusql; please report it.`)
  return column
}
