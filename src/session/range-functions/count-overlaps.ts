/** count_overlaps(left, right): the left rows and how many right rows each overlaps. */
import { measuredLeft } from './measured-left.ts'
import type { RangeFunction } from './range-function.ts'

export const countOverlaps: RangeFunction = {
  name: 'count_overlaps',
  summary: 'The left rows, each with the number of right rows that overlap it.',
  example: "SELECT * FROM count_overlaps('genes.bed', 'calls.vcf.gz')",
  operands: ['left', 'right'],
  positional: [],
  plan: (inputs, options, context) =>
    measuredLeft({ name: 'count_overlaps', column: 'count', suffixes: ['', '_'] }, inputs, { options, context }),
}
