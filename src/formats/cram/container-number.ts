/** The number of the container that begins at a byte, counted from 1 behind the header: when reading it has failed, not while a query runs. */
import type { ByteSource } from '../../io/byte-source.ts'
import type { FormatContext } from '../file-format.ts'
import type { CramFile } from './load-cram-file.ts'
import { readContainerHeader } from './read-container-header.ts'

/** Undefined where the containers before it cannot be counted. */
export async function containerNumber(
  source: ByteSource,
  target: { readonly file: CramFile; readonly byteOffset: number },
  context: Pick<FormatContext, 'codecs' | 'signal'>,
): Promise<number | undefined> {
  const { file, byteOffset } = target
  try {
    let number = 1
    for (let at = file.firstContainer; at <= byteOffset; number++) {
      if (at === byteOffset) return number
      const header = await readContainerHeader(source, { at, version: file.version, ...context })
      if (header === undefined) return undefined
      at += header.headerBytes + header.length
    }
  } catch {
    // The byte says enough.
  }
  return undefined
}
