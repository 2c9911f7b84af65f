/** The number of the record at a virtual offset, counted from 1: when reading it has failed, not while a query runs. */
import type { ByteSource } from '../../io/byte-source.ts'
import type { FormatContext } from '../file-format.ts'
import { createBamRows, useBytes } from './bam-rows.ts'
import { listRecords } from './list-records.ts'
import type { BamFile } from './load-bam-file.ts'
import { openRecords } from './open-records.ts'

/** Undefined: no record begins there by the sizes of those before it. */
export async function recordNumber(
  source: ByteSource,
  target: { readonly file: BamFile; readonly virtualOffset: string },
  context: Pick<FormatContext, 'codecs' | 'limits' | 'signal'>,
): Promise<number | undefined> {
  const { codecs, limits, signal } = context
  const { file, virtualOffset } = target
  const rules = { referenceCount: file.header.references.length, maxSize: limits.lineBytes }
  const cursor = await openRecords({ source, codecs, rules, firstRecord: file.firstRecord, ...(signal && { signal }) }, undefined)
  if (cursor === undefined) return undefined
  try {
    const rows = createBamRows(4096)
    let before = 0
    for (;;) {
      const bytes = cursor.buffer.bytes()
      useBytes(rows, bytes, cursor)
      const listing = listRecords(rows, 0, { limit: Number.POSITIVE_INFINITY, length: bytes.length, maxSize: rules.maxSize })
      for (let row = 0; row < rows.count; row++) {
        if (cursor.locate(rows.starts[row]!).virtualOffset === virtualOffset) return before + row + 1 // row lies below count
      }
      before += rows.count
      if (cursor.locate(listing.end).virtualOffset === virtualOffset) return before + 1
      if (listing.stop === 'bad-size') return undefined
      cursor.drop(listing.end)
      if (listing.stop === 'incomplete' && !(await cursor.fill())) return undefined
    }
  } finally {
    await cursor.close()
  }
}
