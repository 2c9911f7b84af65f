/** A batch with the columns of these names, in this order. A path ('genotypes.GT') names the column of its first part, unless a column has the whole name. */
import { QueryError } from '../common/errors.ts'
import type { Batch } from './batch.ts'

/** Without names, the batch still says how many rows it has. */
export function pickColumns(batch: Batch, paths: readonly string[]): Batch {
  const { fields } = batch.schema
  if (fields.length === paths.length && fields.every((field, index) => field.name === paths[index])) return batch
  const places = new Map(fields.map((field, index) => [field.name, index]))
  const wanted = new Set<number>()
  for (const path of paths) {
    const place = places.get(path) ?? places.get(path.slice(0, Math.max(0, path.indexOf('.'))))
    if (place === undefined) throw new QueryError('INTERNAL', `The scan did not deliver column "${path}". This is a bug in locusql.`)
    wanted.add(place)
  }
  const picked = [...wanted]
  return {
    // In range: places come from the fields, and there is one column a field.
    schema: { ...batch.schema, fields: picked.map(place => fields[place]!) },
    numRows: batch.numRows,
    columns: picked.map(place => batch.columns[place]!),
  }
}
