/**
 * Adds the number of the record, counted from 1, to an error that knows where the record lies: when a query has failed, not while it runs.
 * Where no record begins there by the sizes of those before it, it was the index that said so.
 */
import { type ErrorLocation, QueryError } from '../../common/errors.ts'
import type { ByteSource } from '../../io/byte-source.ts'
import type { FormatContext } from '../file-format.ts'
import { placeText } from '../place-text.ts'
import { createRecordRows } from '../records/record-rows.ts'
import { listRecords } from './list-records.ts'
import type { BcfFile } from './load-bcf-file.ts'
import { openRecords } from './open-records.ts'

export interface OpenBcf {
  readonly source: ByteSource
  readonly file: BcfFile
  /** Where the chunks come from, if they do. */
  readonly indexLocation: string | undefined
}

/** The same error where it names no place in the file, or its record cannot be reached. */
export async function numberRecord(error: unknown, bcf: OpenBcf, context: FormatContext): Promise<unknown> {
  if (!(error instanceof QueryError) || error.code !== 'FORMAT') return error
  const prefix = placeText(error.at)
  const isPlace = error.at.virtualOffset !== undefined || error.at.byteOffset !== undefined
  if (!isPlace || !error.message.startsWith(`${prefix}:`)) return error
  let record: number | undefined
  try {
    record = await countRecords(bcf, error.at, context)
  } catch {
    return error // a file that cannot be read up to the fault: the offset says enough
  }
  if (record === undefined) return bcf.indexLocation === undefined ? error : misfit(error, bcf.indexLocation)
  const at: ErrorLocation = { ...error.at, record }
  const options = { cause: error.cause, ...(error.reason === undefined ? {} : { reason: error.reason }) }
  return new QueryError(error.code, placeText(at) + error.message.slice(prefix.length), at, options)
}

function misfit(error: QueryError, indexLocation: string): QueryError {
  const { location = '', virtualOffset } = error.at
  const message = `The index ${indexLocation} does not fit ${location}: it leads to virtual offset ${virtualOffset}, where no record begins. Build the index again.`
  return new QueryError('FORMAT', message, { location, indexLocation }, { cause: error, reason: 'index_mismatch' })
}

/** Undefined: no record begins there by the sizes of those before it. */
async function countRecords(
  { source, file }: OpenBcf,
  place: ErrorLocation,
  { codecs, limits, signal }: FormatContext,
): Promise<number | undefined> {
  const { compression, headerBytes } = file
  const isWanted = (at: ErrorLocation) => at.virtualOffset === place.virtualOffset && at.byteOffset === place.byteOffset
  const cursor = await openRecords({ source, codecs, compression, headerBytes, ...(signal && { signal }) }, undefined)
  try {
    const rows = createRecordRows(4096)
    let before = 0
    for (;;) {
      rows.bytes = cursor.buffer.bytes()
      rows.count = 0
      const { length } = cursor.buffer
      const listing = listRecords(rows, 0, { lastStart: Number.POSITIVE_INFINITY, length, maxSize: limits.lineBytes })
      for (let row = 0; row < rows.count; row++) {
        if (isWanted(cursor.locate(rows.starts[row]!))) return before + row + 1 // row lies below count
      }
      before += rows.count
      if (isWanted(cursor.locate(listing.end))) return before + 1
      if (listing.stop === 'bad-size') return undefined
      cursor.drop(listing.end)
      if (listing.stop === 'incomplete' && !(await cursor.fill())) return undefined
    }
  } finally {
    await cursor.close()
  }
}
