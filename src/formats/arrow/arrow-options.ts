/** What a table of an Arrow IPC file or stream can be told. */
import * as z from 'zod/mini'
import { optionKinds } from '../common-options.ts'

export const arrowOptionSchema = z.object({
  /** How the file's coordinates count, where its metadata does not say. */
  zeroBased: z.optional(optionKinds.flag),
  projectionPushdown: z._default(optionKinds.flag, true),
  predicatePushdown: z._default(optionKinds.flag, true),
})

export type ArrowOptions = z.output<typeof arrowOptionSchema>
