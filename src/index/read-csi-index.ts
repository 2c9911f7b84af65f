/** Reads a CSI index file. */
import type { GenomicIndex } from './genomic-index.ts'
import type { IndexRequest } from './index-request.ts'

export declare function readCsiIndex(request: IndexRequest): Promise<GenomicIndex>
