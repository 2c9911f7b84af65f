/** Looks at the beginning of a CSV file, once for each version of it and each set of options. */
import { QueryError } from '../../common/errors.ts'
import type { ByteSource } from '../../io/byte-source.ts'
import type { Compression } from '../../io/compression.ts'
import { detectCompression } from '../../io/detect-compression.ts'
import { goToFirstLine } from '../../io/lines/go-to-first-line.ts'
import { openText } from '../../io/lines/open-text.ts'
import type { FormatContext } from '../file-format.ts'
import { VersionedCache } from '../versioned-cache.ts'
import type { CsvOptions } from './csv-options.ts'
import { type CsvKind, type CsvTable, createCsvTable } from './csv-table.ts'

export interface CsvFile extends CsvTable {
  readonly compression: Compression
  /** Inflated bytes before the first record, a byte order mark among them. */
  readonly headerBytes: number
  /** Where the first record begins: 'block:within' of BGZF, or a byte offset. */
  readonly dataOffset: { readonly virtualOffset?: string; readonly byteOffset?: number }
}

/** More of the file is not looked at, unless all of it was asked for. */
const SAMPLE_BYTES = 8 << 20
/** About how many bytes a row has; where they are more, types are told from fewer rows. */
const ROW_BYTES = 200

const cache = new VersionedCache<CsvFile>(64)

export async function loadCsvFile(
  source: ByteSource,
  { options, kind }: { readonly options: CsvOptions; readonly kind: CsvKind },
  context: FormatContext,
): Promise<CsvFile> {
  const { store, codecs, meter, signal } = context
  const { version } = await source.stat(signal === undefined ? {} : { signal })
  const key = `${kind} ${JSON.stringify(options)} ${source.location}`
  const known = cache.get(store, key, version)
  if (known !== undefined) return known
  const compression = await detectCompression(source, signal)
  const request = { source, codecs, compression, meter, ...(signal && { signal }) }
  const cursor = await openText(request)
  try {
    await goToFirstLine(cursor, { ...request, warn: context.warn })
    const mark = cursor.locate(0).byteOffset ?? 0
    const wanted = options.sampleSize < 0 ? context.limits.lineBytes : Math.min(SAMPLE_BYTES, Math.max(1, options.sampleSize) * ROW_BYTES)
    const isWhole = await fillSample(cursor, wanted, context.limits.lineBytes)
    if (options.sampleSize < 0 && !isWhole) throw tooLarge(source.location, context.limits.lineBytes)
    const bytes = cursor.buffer.bytes()
    const table = createCsvTable({ bytes, from: 0, isWhole }, options, { location: source.location, kind })
    // In BGZF the mark is the first bytes of the first block.
    const within = cursor.locate(0).virtualOffset?.split(':')[1]
    const file = {
      ...table,
      compression,
      headerBytes: table.dataStart + (compression === 'bgzf' ? Number(within ?? 0) : mark),
      dataOffset: cursor.locate(table.dataStart),
    }
    cache.set(store, { location: key, version }, file)
    return file
  } finally {
    await cursor.close()
  }
}

/** Fills up to so many bytes, or to the end of the first line where that is longer; true where the file ends there. */
async function fillSample(cursor: Awaited<ReturnType<typeof openText>>, wanted: number, limit: number): Promise<boolean> {
  while (cursor.buffer.length < wanted || cursor.buffer.bytes().indexOf(10) < 0) {
    if (cursor.buffer.length > Math.max(wanted, limit)) return false
    if (!(await cursor.fill())) return true
  }
  return false
}

function tooLarge(location: string, limit: number): QueryError {
  const message = `${location} is longer than ${limit} bytes, so that types cannot be told from all of it (sample_size => -1). Give a number of rows, or types.`
  return new QueryError('RESOURCE', message, { location })
}
