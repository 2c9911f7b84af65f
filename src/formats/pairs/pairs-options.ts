/** What a Pairs table can be told. */
import * as z from 'zod/mini'
import { commonOptions } from '../common-options.ts'

export const pairsOptionSchema = z.object({ ...commonOptions })

export type PairsOptions = z.output<typeof pairsOptionSchema>
