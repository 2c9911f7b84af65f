/** An index that does not list the contig of the file's first record belongs to other data, and a contig that it lacks could hide rows. */
import { QueryError } from '../../common/errors.ts'
import type { GenomicIndex } from '../../index/genomic-index.ts'

export function checkIndexContigs(
  index: GenomicIndex,
  data: { readonly location: string; readonly firstContig: string | undefined },
): void {
  const { location, firstContig } = data
  if (firstContig === undefined || index.contigs.includes(firstContig)) return
  const some = index.contigs.length === 0 ? 'none' : index.contigs.slice(0, 3).join(', ')
  const message =
    `The index ${index.location} does not fit ${location}: its contigs are ${some}, and the file begins with ${firstContig}. ` +
    'Build the index again, or give the right one by index_path. If the file was changed meanwhile, register it again.'
  throw new QueryError('FORMAT', message, { location, indexLocation: index.location }, { reason: 'index_mismatch' })
}
