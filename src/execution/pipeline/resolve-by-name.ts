/** Finds columns of a batch by name: what expressions inside a fragment are compiled with. */
import type { Batch } from '../../columnar/batch.ts'
import { QueryError } from '../../common/errors.ts'
import type { ColumnResolver } from '../../expr/compile-expr.ts'

export function resolveByName(batch: Batch): ColumnResolver {
  const places = new Map(batch.schema.fields.map((field, index) => [field.name, index]))
  return column => {
    const index = places.get(column.name)
    if (index !== undefined) return index
    throw new QueryError('INTERNAL', `Column "${column.name}" is not in the fragment's batches. This is a bug in locusql.`)
  }
}
