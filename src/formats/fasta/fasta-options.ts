/** What a FASTA table can be told. */
import * as z from 'zod/mini'
import { commonOptions } from '../common-options.ts'

export const fastaOptionSchema = z.object({ ...commonOptions })

export type FastaOptions = z.output<typeof fastaOptionSchema>
