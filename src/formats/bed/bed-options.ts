/** What a BED table can be told. */
import * as z from 'zod/mini'
import { commonOptions, optionKinds } from '../common-options.ts'
import { bedSchemaNames } from './bed-schemas.ts'

/** 'auto' goes by the file; 'rest' is 'bed3+'; a '+' keeps further fields of each line as the column `rest`. */
const schemaNames = ['auto', 'rest', ...bedSchemaNames.flatMap(name => [name, `${name}+`])]

const schema = z.pipe(
  z.pipe(
    z.string(),
    z.transform(text => schemaNames.find(name => name.toLowerCase() === text.toLowerCase()) ?? text),
  ),
  z.enum(schemaNames, { error: `'auto', ${bedSchemaNames.map(name => `'${name}'`).join(', ')}, one of them with a '+', or 'rest'` }),
)

export const bedOptionSchema = z.object({
  ...commonOptions,
  /** The columns: 'bed6', 'narrowPeak', 'bed3+' … */
  schema: z._default(schema, 'auto'),
  /** The fields behind those of the schema, with their types: ['depth Int32', 'sample']. Without a type: text. */
  extraFields: z.optional(optionKinds.names),
})

export type BedOptions = z.output<typeof bedOptionSchema>
