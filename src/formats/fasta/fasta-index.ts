/** What stands beside a FASTA file: its FAI, and the GZI of a bgzipped one. Kept as long as the FAI does not change. */
import { QueryError } from '../../common/errors.ts'
import type { FaiIndex } from '../../index/fai-index.ts'
import type { GziIndex } from '../../index/gzi-index.ts'
import type { IndexRequest } from '../../index/index-request.ts'
import { readFaiIndex } from '../../index/read-fai-index.ts'
import { readGziIndex } from '../../index/read-gzi-index.ts'
import type { ByteSource } from '../../io/byte-source.ts'
import { detectCompression } from '../../io/detect-compression.ts'
import type { FormatContext } from '../file-format.ts'
import { VersionedCache } from '../versioned-cache.ts'

export interface FastaIndex {
  readonly fai: FaiIndex
  /** Only of a bgzipped file. */
  readonly gzi: GziIndex | undefined
  /** Bytes of the file, as stored. */
  readonly size: number
}

export type IndexContext = Pick<FormatContext, 'store' | 'codecs' | 'signal'>

const cache = new VersionedCache<FaiIndex>(16)
const gziCache = new VersionedCache<GziIndex>(16)

/** Undefined, with the reason, where there is none that can be used. One that does not fit the file is an error. */
export async function loadFastaIndex(
  source: ByteSource,
  indexPath: string | undefined,
  context: IndexContext,
): Promise<FastaIndex | string> {
  const { store, signal } = context
  const options = signal === undefined ? {} : { signal }
  const location = indexPath ?? `${source.location}.fai`
  if (!(await store.exists(location, options))) {
    if (indexPath === undefined) return `none: there is no ${baseName(location)}`
    const at = { location: source.location, indexLocation: indexPath }
    throw new QueryError('IO', `Index not found: ${indexPath}, named by index_path.`, at)
  }
  const compression = await detectCompression(source, signal)
  if (compression === 'gzip') return 'not used: the file is gzip, not BGZF'
  const { size } = await source.stat(options)
  if (size === undefined) return 'not used: the size of the file is not known'
  const fai = await load(location, { cache, read: readFaiIndex }, context)
  if (compression === 'plain') {
    fai.checkFits(size, source.location)
    return { fai, gzi: undefined, size }
  }
  const gziLocation = `${source.location}.gzi`
  if (!(await store.exists(gziLocation, options))) return `not used: there is no ${baseName(gziLocation)}`
  const gzi = await load(gziLocation, { cache: gziCache, read: readGziIndex }, context)
  gzi.checkFits(size, source.location)
  fai.checkFits(Number.POSITIVE_INFINITY, source.location)
  return { fai, gzi, size }
}

async function load<T>(
  location: string,
  kind: { readonly cache: VersionedCache<T>; readonly read: (request: IndexRequest) => Promise<T> },
  { store, codecs, signal }: IndexContext,
): Promise<T> {
  const source = await store.open(location)
  try {
    const { version } = await source.stat(signal === undefined ? {} : { signal })
    const known = kind.cache.get(store, location, version)
    if (known !== undefined) return known
    const index = await kind.read({ source, codecs, ...(signal === undefined ? {} : { signal }) })
    kind.cache.set(store, { location, version }, index)
    return index
  } finally {
    await source.close()
  }
}

function baseName(location: string): string {
  return location.slice(location.lastIndexOf('/') + 1)
}
