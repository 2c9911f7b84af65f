/** Finds columns of a node's output by id: what expressions above a scan are compiled with. */
import { QueryError } from '../common/errors.ts'
import type { ColumnResolver } from '../expr/compile-expr.ts'

export function resolveById(ids: readonly number[]): ColumnResolver {
  const places = new Map(ids.map((id, index) => [id, index]))
  return column => {
    const index = places.get(column.id)
    if (index !== undefined) return index
    throw new QueryError('INTERNAL', `Column ${column.name} (id ${column.id}) is not among the input's columns. This is a bug in locusql.`)
  }
}
