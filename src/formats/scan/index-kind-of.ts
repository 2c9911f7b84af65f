/** Which kind of index a file is, by the end of its name. */
import { locationPath } from '../../common/location-path.ts'
import type { GenomicIndex } from '../../index/genomic-index.ts'

/** Undefined: none of these. */
export function indexKindOf(location: string, kinds: readonly GenomicIndex['kind'][]): GenomicIndex['kind'] | undefined {
  const path = locationPath(location).toLowerCase()
  return kinds.find(kind => path.endsWith(`.${kind}`))
}
