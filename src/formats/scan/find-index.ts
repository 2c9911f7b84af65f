/** Finds and reads the index of a file: beside it, or where index_path says. Kept as long as the index file does not change. */

import { QueryError } from '../../common/errors.ts'
import type { GenomicIndex } from '../../index/genomic-index.ts'
import type { IndexRequest } from '../../index/index-request.ts'
import { readBaiIndex } from '../../index/read-bai-index.ts'
import { readCsiIndex } from '../../index/read-csi-index.ts'
import { readPx2Index } from '../../index/read-px2-index.ts'
import { readTabixIndex } from '../../index/read-tabix-index.ts'
import type { CodecRegistry } from '../../io/codec.ts'
import type { ObjectStore } from '../../io/object-store.ts'
import { VersionedCache } from '../versioned-cache.ts'
import { indexKindOf } from './index-kind-of.ts'

export interface FoundIndex {
  readonly index: GenomicIndex
  /** Milliseconds since 1970, where the store tells. */
  readonly modified: number | undefined
}

export interface IndexSearch {
  readonly location: string // of the data
  readonly indexPath: string | undefined
  readonly kinds: readonly GenomicIndex['kind'][]
  /** Names of the contigs by the header of the data: indexes of BAM files hold none. */
  readonly contigs?: readonly string[] | undefined
  readonly store: ObjectStore
  readonly codecs: CodecRegistry
  readonly signal?: AbortSignal | undefined
}

const READERS: { readonly [kind in GenomicIndex['kind']]?: (request: IndexRequest) => Promise<GenomicIndex> } = {
  bai: readBaiIndex,
  tbi: readTabixIndex,
  csi: readCsiIndex,
  px2: readPx2Index,
}

/** Where the index is looked for, in this order. */
export function indexLocations(search: Pick<IndexSearch, 'location' | 'indexPath' | 'kinds'>): readonly string[] {
  const { location, indexPath, kinds } = search
  if (indexPath !== undefined) return [indexPath]
  // Picard writes x.bai beside x.bam. A name without an extension gives itself there.
  const beside = kinds.flatMap(kind =>
    kind === 'bai' ? [`${location}.bai`, location.replace(/\.[^./]+$/, '.bai')] : [`${location}.${kind}`],
  )
  return beside.filter(candidate => candidate !== location)
}

/** The location of the index; undefined where there is none. One that was asked for by name must be there. */
export async function findIndex(search: IndexSearch): Promise<string | undefined> {
  const { store, signal } = search
  for (const location of indexLocations(search)) {
    if (await store.exists(location, signal === undefined ? {} : { signal })) return location
  }
  if (search.indexPath === undefined) return undefined
  throw new QueryError('IO', `Index not found: ${search.indexPath}, named by index_path.`, {
    location: search.location,
    indexLocation: search.indexPath,
  })
}

const cache = new VersionedCache<FoundIndex>(16)

export async function readIndex(location: string, search: IndexSearch): Promise<FoundIndex> {
  const { store, codecs, signal } = search
  const source = await store.open(location)
  try {
    const { version, modified } = await source.stat(signal === undefined ? {} : { signal })
    const known = cache.get(store, location, version)
    if (known !== undefined) return known
    const read = READERS[kindOf(location, search)]
    if (read === undefined)
      throw new QueryError('NOT_IMPLEMENTED', `Indexes like ${location} cannot be read yet.`, { indexLocation: location })
    const index = await read({
      source,
      codecs,
      ...(search.contigs && { contigs: search.contigs }),
      ...(signal === undefined ? {} : { signal }),
    })
    const found = { index, modified }
    cache.set(store, { location, version }, found)
    return found
  } finally {
    await source.close()
  }
}

function kindOf(location: string, search: IndexSearch): GenomicIndex['kind'] {
  const kind = indexKindOf(location, search.kinds)
  if (kind !== undefined) return kind
  const endings = search.kinds.map(candidate => `.${candidate}`).join(' or ')
  throw new QueryError('CONFIGURATION', `Option index_path must name a file that ends in ${endings}, not ${location}.`, {
    indexLocation: location,
  })
}
