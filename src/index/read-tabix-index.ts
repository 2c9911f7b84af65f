/** Reads a TBI index file. */
import type { GenomicIndex } from './genomic-index.ts'
import type { IndexRequest } from './index-request.ts'

export declare function readTabixIndex(request: IndexRequest): Promise<GenomicIndex>
