/** coverage(left, right): the left rows and how many of their bases the right rows cover. */
import { measuredLeft } from './measured-left.ts'
import type { RangeFunction } from './range-function.ts'

export const coverage: RangeFunction = {
  name: 'coverage',
  summary: 'The left rows, each with the number of its bases that right rows cover.',
  example: "SELECT * FROM coverage('targets.bed', 'reads.bam')",
  operands: ['left', 'right'],
  positional: [],
  plan: (inputs, options, context) =>
    measuredLeft({ name: 'coverage', column: 'coverage', suffixes: ['', '_'] }, inputs, { options, context }),
}
