/** How a FASTA file is packed; and that it is one. Once for each version of the file. */
import { QueryError } from '../../common/errors.ts'
import type { ByteSource } from '../../io/byte-source.ts'
import type { Compression } from '../../io/compression.ts'
import { detectCompression } from '../../io/detect-compression.ts'
import { readLines } from '../../io/lines/read-lines.ts'
import type { FormatContext } from '../file-format.ts'
import { placeText } from '../place-text.ts'
import { quoteField } from '../text/row-faults.ts'
import { VersionedCache } from '../versioned-cache.ts'

export interface FastaFile {
  readonly compression: Compression
}

const ANGLE = 62
/** The first FASTA programs took such lines for comments. */
const SEMICOLON = 59
const BLANK = 32

const cache = new VersionedCache<FastaFile>(64)

export async function loadFastaFile(source: ByteSource, context: FormatContext): Promise<FastaFile> {
  const { signal } = context
  const { version } = await source.stat(signal === undefined ? {} : { signal })
  const known = cache.get(context.store, source.location, version)
  if (known !== undefined) return known
  const file = { compression: await detectCompression(source, signal) }
  await checkBeginning(source, file.compression, context)
  cache.set(context.store, { location: source.location, version }, file)
  return file
}

/** Empty lines and comments may stand in front of the first header. */
async function checkBeginning(source: ByteSource, compression: Compression, { codecs, signal }: FormatContext): Promise<void> {
  // The first line may be a whole file: what matters of it is its beginning.
  const request = { source, codecs, compression, lineBytes: Number.POSITIVE_INFINITY, ...(signal === undefined ? {} : { signal }) }
  for await (const { bytes, start: first, count, positions, locate } of readLines(request)) {
    let start = first
    for (let i = 0; i < count; i++) {
      const newline = positions[i] ?? start // one position a line, as no tabs were asked for
      if (bytes[start] === ANGLE) return
      let at = start
      while (at < newline && (bytes[at] ?? 0) <= BLANK) at++
      if (at < newline && bytes[start] !== SEMICOLON) {
        const place = locate(start)
        throw new QueryError(
          'FORMAT',
          `${placeText(place)}: a FASTA file begins with ">", and not with ${quoteField(bytes, start, newline)}.`,
          place,
        )
      }
      start = newline + 1
    }
  }
}
