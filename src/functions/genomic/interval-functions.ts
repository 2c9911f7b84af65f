/** Two intervals of the genome, each as contig, start, end: do they overlap, by how many bases, how far apart are they? */
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import type { Scalar } from '../../columnar/scalar.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { mapRows } from '../support/map-rows.ts'
import { numberReader } from '../support/number-reader.ts'
import { signature } from '../support/signature.ts'
import { textReader } from '../support/text-reader.ts'

/** Starts and ends as they are shown; `offset` is 1 where both are closed, so that `end - start + offset` is a length. */
interface Pair {
  readonly start: number
  readonly end: number
  readonly otherStart: number
  readonly otherEnd: number
  readonly offset: 0 | 1
}

type Description = Pick<ScalarFunction, 'name' | 'summary' | 'example' | 'result'>

/**
 * Arguments: contig, start, end of one interval and of another, then 'closed' (the default) or 'half-open'. The binder fills the last one in from the
 * tables of the columns, and moves starts that count otherwise.
 */
function intervalFunction(
  description: Description,
  type: DataType,
  compute: { readonly sameContig: (pair: Pair) => Scalar; readonly otherContig: Scalar },
): ScalarFunction {
  return {
    kind: 'scalar',
    ...description,
    safe: true,
    ...signature({ required: ['text', 'integer', 'integer', 'text', 'integer', 'integer'], optional: ['text'] }, type),
    evaluate: (args, numRows, resultType) => {
      const contigs = [textReader(argument(args, 0)), textReader(argument(args, 3))] as const
      const [start, end, otherStart, otherEnd] = [1, 2, 4, 5].map(place => numberReader(argument(args, place))) as [R, R, R, R] // four places
      const offset = offsetReader(args[6])
      return mapRows(args, { numRows, type: resultType }, row => {
        if (contigs[0](row) !== contigs[1](row)) return compute.otherContig
        return compute.sameContig({
          start: start(row),
          end: end(row),
          otherStart: otherStart(row),
          otherEnd: otherEnd(row),
          offset: offset(row),
        })
      })
    },
  }
}

type R = (row: number) => number

function offsetReader(system: Column | undefined): (row: number) => 0 | 1 {
  if (!system) return () => 1
  const read = textReader(system)
  return row => (read(row) === 'half-open' ? 0 : 1)
}

function overlaps({ start, end, otherStart, otherEnd, offset }: Pair): boolean {
  return start < otherEnd + offset && otherStart < end + offset
}

export const intervalFunctions: readonly ScalarFunction[] = [
  intervalFunction(
    {
      name: 'overlaps',
      summary: 'Whether two intervals overlap: overlaps(chrom, start, end, chrom, start, end), or with region text in place of the second.',
      example: "SELECT overlaps('chr1', 100, 200, 'chr1', 200, 300)",
      result: 'true',
    },
    { kind: 'boolean' },
    { sameContig: overlaps, otherContig: false },
  ),
  intervalFunction(
    {
      name: 'overlap_length',
      summary: 'How many bases two intervals share; 0 where they do not overlap.',
      example: "SELECT overlap_length('chr1', 100, 200, 'chr1', 150, 300)",
      result: '51',
    },
    { kind: 'int64' },
    {
      sameContig: ({ start, end, otherStart, otherEnd, offset }) =>
        BigInt(Math.max(0, Math.min(end, otherEnd) - Math.max(start, otherStart) + offset)),
      otherContig: 0n,
    },
  ),
  intervalFunction(
    {
      name: 'distance',
      summary: 'The difference of the coordinates between two intervals: 0 where they overlap, NULL on different contigs.',
      example: "SELECT distance('chr1', 100, 200, 'chr1', 250, 300)",
      result: '50',
    },
    { kind: 'int64' },
    {
      sameContig: pair => (overlaps(pair) ? 0n : BigInt(Math.max(pair.start, pair.otherStart) - Math.min(pair.end, pair.otherEnd))),
      otherContig: null,
    },
  ),
]
