/** Gives the contigs of an index their names, which come from its own header or from the data's. */
import { QueryError } from '../common/errors.ts'
import type { IndexBytes } from './index-bytes.ts'

export interface NamingRequest {
  readonly input: IndexBytes
  readonly count: number
  readonly names: readonly string[] | undefined
}

/** There may be more names than contigs: an index may end with the last contig that has records. */
export function nameContigs({ input, count, names }: NamingRequest): readonly string[] {
  if (names === undefined) {
    throw new QueryError('INTERNAL', `${input.location} holds no contig names, and none were given from the header of the data.`)
  }
  if (names.length < count)
    throw input.fault(`it has ${count} contigs, but there are ${names.length} names: it is the index of another file`)
  return names.slice(0, count)
}
