/** Reads a BAI index file. */
import type { GenomicIndex } from './genomic-index.ts'
import type { IndexRequest } from './index-request.ts'

export declare function readBaiIndex(request: IndexRequest): Promise<GenomicIndex>
