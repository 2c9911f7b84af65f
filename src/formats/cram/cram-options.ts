/** What a table of a CRAM file can be told: as of BAM, and where the reference lies. */
import * as z from 'zod/mini'
import { alignmentOptionShape } from '../bam/alignment-options.ts'

export const cramOptionSchema = z.object({
  ...alignmentOptionShape,
  /** The FASTA file with the reference sequences; its FAI (and GZI) index lies beside it. */
  referencePath: z.optional(z.string({ error: 'a path' })),
})

export type CramOptions = z.output<typeof cramOptionSchema>
