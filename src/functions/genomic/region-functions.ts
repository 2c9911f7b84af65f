/** Region text such as chr1:1,000-2,000, apart and together. The text is always 1-based and closed, as in samtools. */
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { QueryError } from '../../common/errors.ts'
import { formatRegion } from '../../genomics/format-region.ts'
import { parseRegion } from '../../genomics/parse-region.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { mapRows } from '../support/map-rows.ts'
import { numberReader } from '../support/number-reader.ts'
import { signature } from '../support/signature.ts'
import { textReader } from '../support/text-reader.ts'

const regionType: DataType = {
  kind: 'struct',
  fields: [
    { name: 'chrom', type: { kind: 'utf8' }, nullable: true },
    { name: 'start', type: { kind: 'int64' }, nullable: true },
    { name: 'end', type: { kind: 'int64' }, nullable: true },
  ],
}

/** 1 where starts count from 1. */
function baseReader(system: Column | undefined): (row: number) => 0 | 1 {
  if (!system) return () => 1
  const read = textReader(system)
  return row => (read(row) === 'half-open' ? 0 : 1)
}

export const regionFunctions: readonly ScalarFunction[] = [
  {
    kind: 'scalar',
    name: 'parse_region',
    summary:
      "A struct of chrom, start, end from region text; NULL for an end that is the contig's. A second argument 'half-open' counts from 0.",
    example: "SELECT (parse_region('chr1:1,000-2,000')).start",
    result: '1000',
    ...signature({ required: ['text'], optional: ['text'] }, regionType),
    evaluate: (args, numRows, type) => {
      const text = textReader(argument(args, 0))
      const base = baseReader(args[1])
      return mapRows(args, { numRows, type }, row => {
        const { contig, interval } = parseRegion(text(row))
        const start = (interval?.start ?? 0) + base(row)
        const end = interval === undefined || interval.end >= Number.MAX_SAFE_INTEGER ? null : BigInt(interval.end)
        return { chrom: contig, start: BigInt(start), end }
      })
    },
  },
  {
    kind: 'scalar',
    name: 'format_region',
    summary: 'Region text of chrom, start, end, as samtools and tabix take it.',
    example: "SELECT format_region('chr1', 1000, 2000)",
    result: 'chr1:1000-2000',
    ...signature({ required: ['text', 'integer', 'integer'], optional: ['text'] }, { kind: 'utf8' }),
    evaluate: (args, numRows, type) => {
      const contig = textReader(argument(args, 0))
      const start = numberReader(argument(args, 1))
      const end = numberReader(argument(args, 2))
      const base = baseReader(args[3])
      return mapRows(args, { numRows, type }, row => {
        const interval = { start: start(row) - base(row), end: end(row) }
        if (interval.start >= 0) return formatRegion({ contig: contig(row), interval })
        throw new QueryError(
          'EXECUTION',
          `format_region is given start ${start(row)} on ${contig(row)}: positions of region text count from 1.`,
        )
      })
    },
  },
]
