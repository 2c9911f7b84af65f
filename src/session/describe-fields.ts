/** The fields of a file as rows of name, field_type, data_type and description: what describeVcf and describe_vcf answer. */
import type { Batch } from '../columnar/batch.ts'
import type { Field } from '../columnar/data-type.ts'
import { typeName } from '../columnar/type-name.ts'
import { batchOf, TEXT } from './batch-of.ts'

/** Columns that every file of the format has are 'core'; what the header declares says its kind (INFO, FORMAT). Fields of a struct stand for themselves. */
export function describeFields(all: readonly Field[]): Batch {
  const fields = all.flatMap(field => {
    const { type } = field
    const members = type.kind === 'struct' && type.fields.some(member => about(member, 'field_type') !== undefined)
    return members ? type.fields : [field]
  })
  return batchOf({
    name: { type: TEXT, values: fields.map(field => about(field, 'format_id') ?? field.name) },
    field_type: { type: TEXT, values: fields.map(field => about(field, 'field_type') ?? 'core') },
    data_type: { type: TEXT, values: fields.map(field => typeName(field.type)) },
    description: { type: TEXT, values: fields.map(field => about(field, 'description') ?? null) },
  })
}

/** Formats write `bio.vcf.field.description` and the like beside a column. */
function about(field: Field, what: string): string | undefined {
  const entry = Object.entries(field.metadata ?? {}).find(([key]) => key.startsWith('bio.') && key.endsWith(`.${what}`))
  return entry?.[1]
}
