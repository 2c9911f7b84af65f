/** What a FASTQ table can be told. */
import * as z from 'zod/mini'
import { commonOptions, optionKinds } from '../common-options.ts'

export const fastqOptionSchema = z.object({
  ...commonOptions,
  /** Sequences and qualities may stand on several lines; the file is then read in one go. Absent: as the first records are. */
  multiLine: z.optional(optionKinds.flag),
})

export type FastqOptions = z.output<typeof fastqOptionSchema>
