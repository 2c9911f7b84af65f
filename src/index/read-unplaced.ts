/** The number at the end of BAI, TBI and CSI files, which not every writer gives: records placed on no contig (SAMv1 §5.2: n_no_coor). */
import type { IndexBytes } from './index-bytes.ts'

const COUNT_BYTES = 8

export function readUnplaced(input: IndexBytes): number | undefined {
  return input.left >= COUNT_BYTES ? input.uint64('n_no_coor') : undefined
}
