/** What a table of alignments (BAM, SAM) can be told. */
import * as z from 'zod/mini'
import { commonOptions, optionKinds } from '../common-options.ts'

const MOST_SAMPLED = 100_000

export const alignmentOptionShape = {
  ...commonOptions,
  /** Which optional fields (tags) are columns, in this order. Absent: none. */
  tagFields: z.optional(optionKinds.names),
  /** The first records decide the types of tags. */
  inferTagTypes: z._default(optionKinds.flag, true),
  /** How many records are looked at for that. */
  inferTagSampleSize: z._default(
    z.pipe(
      z.union([z.number(), z.string()], { error: `a number from 1 to ${MOST_SAMPLED}` }),
      z.pipe(
        z.transform((value: number | string) => Number(value)),
        z.number({ error: `a number from 1 to ${MOST_SAMPLED}` }).check(z.int(), z.minimum(1), z.maximum(MOST_SAMPLED)),
      ),
    ),
    100,
  ),
  /** 'NM:i', 'ML:B:C': types of tags that the first records do not show. */
  tagTypeHints: z.optional(optionKinds.names),
  /** The CIGAR as in BAM: 32-bit words, length and operation, little-endian. */
  binaryCigar: z._default(optionKinds.flag, false),
}

export const alignmentOptionSchema = z.object(alignmentOptionShape)

export type AlignmentOptions = z.output<typeof alignmentOptionSchema>
