/** The header of a slice (CRAM §8.5). */
import { ByteCursor } from './byte-cursor.ts'
import { CramFault } from './cram-fault.ts'
import type { CramVersion } from './cram-version.ts'

export const UNMAPPED_SLICE = -1
export const MULTI_REFERENCE = -2

export interface SliceHeader {
  readonly referenceId: number
  /** 1-based. */
  readonly start: number
  readonly span: number
  readonly recordCount: number
  /** Records of the file before this slice. */
  readonly recordCounter: number
  readonly blockCount: number
  /** The block that holds the bases of the reference; -1: none does. */
  readonly referenceBlock: number
  /** Of the reference's bases under the slice; all zeros: not known. */
  readonly md5: Uint8Array
}

export function parseSliceHeader(bytes: Uint8Array, version: CramVersion): SliceHeader {
  const cursor = new ByteCursor(bytes, 'the slice header')
  const referenceId = cursor.itf8()
  const start = cursor.itf8()
  const span = cursor.itf8()
  const recordCount = cursor.itf8()
  const recordCounter = version.major >= 3 ? cursor.ltf8() : cursor.itf8()
  const blockCount = cursor.itf8()
  cursor.itf8Array() // the content ids, which the blocks tell too
  const referenceBlock = cursor.itf8()
  const md5 = cursor.take(16)
  if (recordCount < 0) throw new CramFault(`the slice has ${recordCount} records`)
  if (referenceId < MULTI_REFERENCE) throw new CramFault(`the slice is of the reference sequence ${referenceId}`)
  if (blockCount < 1) throw new CramFault(`the slice has ${blockCount} blocks`)
  return { referenceId, start, span, recordCount, recordCounter, blockCount, referenceBlock, md5 }
}
