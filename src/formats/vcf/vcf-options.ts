/** What a VCF table can be told. */
import * as z from 'zod/mini'
import { commonOptions, optionKinds } from '../common-options.ts'

export const vcfOptionSchema = z.object({
  ...commonOptions,
  /** Which INFO fields are columns, in this order. Absent: all of the header. */
  infoFields: z.optional(optionKinds.names),
  /** Which FORMAT fields are columns, in this order. Absent: all of the header. */
  formatFields: z.optional(optionKinds.names),
  /** Which samples, in this order. Absent: all. */
  samples: z.optional(optionKinds.names),
})

export type VcfOptions = z.output<typeof vcfOptionSchema>
