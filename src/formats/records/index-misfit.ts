/** The error for a record that an index rules out: the index is that of other data. */
import { type ErrorLocation, QueryError } from '../../common/errors.ts'
import { placeText } from '../place-text.ts'

export const MISFIT = {
  otherContig: 'a record of another contig lies in a chunk of the index',
  unsorted: 'its records are not sorted by position',
} as const

export function indexMisfit(at: ErrorLocation, indexLocation: string | undefined, what: string): QueryError {
  const message = `${placeText(at)}: the index ${indexLocation} does not fit this file: ${what}. Sort the file if need be, and build the index again.`
  const place = indexLocation === undefined ? at : { ...at, indexLocation }
  return new QueryError('FORMAT', message, place, { reason: 'index_mismatch' })
}
