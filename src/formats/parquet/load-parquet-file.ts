/** Reads the footer of a Parquet file, once for each version of the file. */
import { type FileMetaData, parquetMetadataAsync } from 'hyparquet'
import { QueryError } from '../../common/errors.ts'
import type { ByteSource } from '../../io/byte-source.ts'
import type { FormatContext } from '../file-format.ts'
import { VersionedCache } from '../versioned-cache.ts'
import { asyncBuffer } from './async-buffer.ts'
import { parquetFault } from './parquet-fault.ts'
import { rawParsers } from './raw-parsers.ts'

/** Magic at both ends and the length of the footer. */
const LEAST_BYTES = 12

export interface ParquetFile {
  readonly metadata: FileMetaData
  readonly size: number
}

const cache = new VersionedCache<ParquetFile>(64)

export async function loadParquetFile(source: ByteSource, context: Pick<FormatContext, 'store' | 'signal'>): Promise<ParquetFile> {
  const { signal, store } = context
  const { location } = source
  const { size, version } = await source.stat(signal === undefined ? {} : { signal })
  const known = cache.get(store, location, version)
  if (known !== undefined) return known
  if (size === undefined)
    throw new QueryError('IO', `The size of ${location} is not known; a Parquet file is read from its end.`, { location })
  if (size < LEAST_BYTES) throw parquetFault(new Error(`it has ${size} bytes`), location, signal)
  try {
    const metadata = await parquetMetadataAsync(asyncBuffer(source, { size, signal }), { parsers: rawParsers, geoparquet: false })
    const file = { metadata, size }
    cache.set(store, { location, version }, file)
    return file
  } catch (error) {
    throw parquetFault(error, location, signal)
  }
}
