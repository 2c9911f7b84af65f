/** The indexes of Pairs files, in the order in which they are looked for. */
import type { GenomicIndex } from '../../index/genomic-index.ts'

export const PAIRS_INDEX_KINDS: readonly GenomicIndex['kind'][] = ['tbi', 'csi', 'px2']
