/** flagstat('a.bam'): alignments by their flags, as `samtools flagstat` counts them. */
import type { TableFunction } from '../../catalog/catalog.ts'
import type { FunctionRegistry } from '../../functions/function-registry.ts'
import type { FileTables } from '../file-tables.ts'
import { RangeOptions } from '../range-functions/range-options.ts'
import { alignmentArgument } from './alignment-argument.ts'
import { bindText } from './bind-text.ts'

const NAME = 'flagstat'
const FAILED = '(flags & 512) <> 0'
const PRIMARY = '(flags & 2304) = 0'
const MAPPED = '(flags & 4) = 0'
const PAIRED = `${PRIMARY} AND (flags & 1) <> 0`
const BOTH_MAPPED = `${PAIRED} AND (flags & 12) = 0`

/** In the order and by the words of samtools. */
const CATEGORIES: readonly (readonly [category: string, condition: string])[] = [
  ['total', 'true'],
  ['primary', PRIMARY],
  ['secondary', '(flags & 256) <> 0'],
  ['supplementary', '(flags & 2304) = 2048'],
  ['duplicates', '(flags & 1024) <> 0'],
  ['primary duplicates', `${PRIMARY} AND (flags & 1024) <> 0`],
  ['mapped', MAPPED],
  ['primary mapped', `${PRIMARY} AND ${MAPPED}`],
  ['paired in sequencing', PAIRED],
  ['read1', `${PAIRED} AND (flags & 64) <> 0`],
  ['read2', `${PAIRED} AND (flags & 128) <> 0`],
  ['properly paired', `${PAIRED} AND (flags & 6) = 2`],
  ['with itself and mate mapped', BOTH_MAPPED],
  ['singletons', `${PAIRED} AND (flags & 12) = 8`],
  ['with mate mapped to a different chr', `${BOTH_MAPPED} AND elsewhere`],
  ['with mate mapped to a different chr (mapQ>=5)', `${BOTH_MAPPED} AND elsewhere AND good`],
]

export function flagstat(files: FileTables, functions: FunctionRegistry): TableFunction {
  return {
    name: NAME,
    summary:
      'Alignments of a BAM, SAM or CRAM file by their flags: category, passed, failed (its quality checks), as samtools flagstat counts them. Option: reference_path.',
    example: `SELECT * FROM ${NAME}('reads.bam')`,
    async bind(args, named, warn) {
      const { location, format } = await alignmentArgument(NAME, args[0], files)
      const options = new RangeOptions(NAME, named)
      const referencePath = options.text('reference_path')
      options.rejectOthers()
      const t = await files.open({ location, format, options: referencePath === undefined ? {} : { reference_path: referencePath } })
      return bindText(queryText(), { t }, { functions, warn })
    },
  }
}

/** First by flags, of which files have few combinations; then the categories over these. */
function queryText(): string {
  const names = CATEGORIES.map(([category]) => `'${category}'`)
  const counts = (side: string) => CATEGORIES.map(([, condition]) => `coalesce(sum(n) FILTER (WHERE ${condition} AND ${side}), 0)`)
  return `
    SELECT u.category, u.passed, u.failed
    FROM (
      SELECT [${counts(`NOT ${FAILED}`).join(', ')}] AS passed, [${counts(FAILED).join(', ')}] AS failed
      FROM (
        SELECT flags, mapping_quality >= 5 AS good, mate_chrom IS DISTINCT FROM chrom AS elsewhere, count(*) AS n FROM t GROUP BY 1, 2, 3
      ) AS kinds
    ) AS totals, unnest([${names.join(', ')}], totals.passed, totals.failed) AS u(category, passed, failed)`
}
