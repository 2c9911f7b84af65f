/** A name that no table or view has, with the nearest one that exists. */
import { QueryError } from '../common/errors.ts'
import { suggest } from '../common/suggest.ts'

export function tableNotFound(name: string, names: readonly string[]): QueryError {
  const nearest = suggest(name, names)
  return new QueryError('PLAN', `Table "${name}" not found.${nearest ? ` Did you mean "${nearest}"?` : ''}`)
}
