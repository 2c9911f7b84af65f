/** Fetches and parses the header of the container at a byte of the file. */
import { QueryError } from '../../common/errors.ts'
import type { ByteSource } from '../../io/byte-source.ts'
import type { CodecRegistry } from '../../io/codec.ts'
import type { ReadMeter } from '../../io/read-meter.ts'
import { type ContainerHeader, parseContainerHeader, USUAL_HEADER_BYTES } from './container-header.ts'
import { CramFault } from './cram-fault.ts'
import type { CramVersion } from './cram-version.ts'

const GROWTH = 64

export interface ContainerPlace {
  readonly at: number
  readonly version: CramVersion
  readonly codecs: CodecRegistry
  readonly meter?: ReadMeter
  readonly signal?: AbortSignal
}

/** Undefined at the end of the file. */
export async function readContainerHeader(source: ByteSource, place: ContainerPlace): Promise<ContainerHeader | undefined> {
  const { at, version, codecs, meter, signal } = place
  for (let size = USUAL_HEADER_BYTES; ; size *= GROWTH) {
    const bytes = await source.read(at, size, signal ? { signal } : {})
    if (meter) meter.bytesRead += bytes.length
    if (bytes.length === 0) return undefined
    try {
      const header = parseContainerHeader(bytes, version, { crc32: part => codecs.crc32(part), isLast: bytes.length < size })
      if (header !== undefined) return header
    } catch (error) {
      if (!(error instanceof CramFault)) throw error
      const { location } = source
      throw new QueryError(
        'FORMAT',
        `${location}, container at byte ${at}: ${error.message}.`,
        { location, byteOffset: at },
        { cause: error },
      )
    }
  }
}
