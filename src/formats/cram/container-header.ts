/** The header of a container (CRAM §7). */
import { ByteCursor } from './byte-cursor.ts'
import { CramFault } from './cram-fault.ts'
import type { CramVersion } from './cram-version.ts'

export interface ContainerHeader {
  /** Bytes of the header itself. */
  readonly headerBytes: number
  /** Bytes of the blocks behind it. */
  readonly length: number
  /** A reference sequence; -1 none, -2 several. */
  readonly referenceId: number
  /** 1-based. */
  readonly start: number
  readonly span: number
  readonly recordCount: number
  readonly blockCount: number
  /** Where the slices begin, from the end of the header. */
  readonly landmarks: readonly number[]
}

/** Bytes that every header fits into but those of containers with thousands of slices. */
export const USUAL_HEADER_BYTES = 512

const EOF_START = 4_542_278

/** Undefined: `bytes` are too few. `isLast`: there are no more. */
export function parseContainerHeader(
  bytes: Uint8Array,
  version: CramVersion,
  source: { readonly crc32: (bytes: Uint8Array) => number; readonly isLast: boolean },
): ContainerHeader | undefined {
  const cursor = new ByteCursor(bytes, 'the container header')
  try {
    const header = readFields(cursor, version)
    if (version.major >= 3) {
      const end = cursor.at
      const wanted = cursor.int32() >>> 0
      if (source.crc32(bytes.subarray(0, end)) !== wanted) throw new WrongHeader('wrong CRC32 of the container header')
    }
    check(header)
    return { ...header, headerBytes: cursor.at }
  } catch (error) {
    if (error instanceof CramFault && !(error instanceof WrongHeader) && !source.isLast) return undefined
    throw error
  }
}

/** A fault that more bytes would not mend. */
class WrongHeader extends CramFault {}

function readFields(cursor: ByteCursor, version: CramVersion): Omit<ContainerHeader, 'headerBytes'> {
  const length = cursor.int32()
  const referenceId = cursor.itf8()
  const start = cursor.itf8()
  const span = cursor.itf8()
  const recordCount = cursor.itf8()
  if (version.major >= 3) cursor.ltf8()
  else cursor.itf8() // the record counter
  cursor.ltf8() // bases
  const blockCount = cursor.itf8()
  const landmarkCount = cursor.itf8()
  if (landmarkCount < 0 || landmarkCount > Math.max(0, length)) throw new WrongHeader(`the container header lists ${landmarkCount} slices`)
  const landmarks: number[] = []
  for (let i = 0; i < landmarkCount; i++) landmarks.push(cursor.itf8())
  return { length, referenceId, start, span, recordCount, blockCount, landmarks }
}

function check({ length, referenceId, recordCount, blockCount, landmarks }: Omit<ContainerHeader, 'headerBytes'>): void {
  if (length < 0) throw new WrongHeader(`the container has ${length} bytes`)
  if (recordCount < 0) throw new WrongHeader(`the container has ${recordCount} records`)
  if (referenceId < -2) throw new WrongHeader(`the container is of the reference sequence ${referenceId}`)
  if (blockCount < 0 || blockCount > length) throw new WrongHeader(`the container of ${length} bytes has ${blockCount} blocks`)
  let last = -1
  for (const landmark of landmarks) {
    if (landmark <= last || landmark >= length) throw new WrongHeader(`a slice begins at ${landmark} in a container of ${length} bytes`)
    last = landmark
  }
}

/** The container that ends a file (CRAM §9). */
export function isEofContainer(header: ContainerHeader): boolean {
  return header.recordCount === 0 && header.referenceId === -1 && header.start === EOF_START
}
