/** What a table of JSON lines can be told. */
import * as z from 'zod/mini'
import { commonOptions, optionKinds } from '../common-options.ts'

const count = z.union([z.int(), z.pipe(z.string().check(z.regex(/^-?\d+$/)), z.transform(Number))], { error: 'a whole number' })

export const jsonOptionSchema = z.object({
  onMalformed: commonOptions.onMalformed,
  projectionPushdown: commonOptions.projectionPushdown,
  predicatePushdown: commonOptions.predicatePushdown,
  /** How the coordinates in the file count: noted in the schema, and nothing is shifted. */
  zeroBased: z.optional(optionKinds.flag),
  /** One object a line, or one array of objects. 'auto': an array where the file begins with a bracket. */
  format: z._default(z.enum(['auto', 'lines', 'array'], { error: "'auto', 'lines' or 'array'" }), 'auto'),
  /** Lines that types are inferred from; -1: all of the file. */
  sampleSize: z._default(count, 20_480),
  /** Types of some columns that hold no lists or objects. */
  types: z.optional(z.record(z.string(), z.string(), { error: "names with types, such as {'start': 'BIGINT'}" })),
  /** The same as on_malformed => 'skip'. */
  ignoreErrors: z._default(optionKinds.flag, false),
})

export type JsonOptions = z.output<typeof jsonOptionSchema>
