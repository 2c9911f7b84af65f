/** What a GFF3 or GTF table can be told. */
import * as z from 'zod/mini'
import { commonOptions, optionKinds } from '../common-options.ts'

export const gffOptionSchema = z.object({
  ...commonOptions,
  /**
   * Attributes that become columns in place of `attributes`: ['ID', 'Parent']. 'Parent[]' is a list of all its values; the word 'attributes'
   * keeps that column too.
   */
  attrFields: z.optional(optionKinds.names),
})

export type GffOptions = z.output<typeof gffOptionSchema>
