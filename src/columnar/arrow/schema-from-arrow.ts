/** An Arrow schema as ours, field and schema metadata kept. */
import type { Schema as ArrowSchema } from 'apache-arrow'
import type { Schema } from '../schema.ts'
import { fieldFromArrow } from './type-from-arrow.ts'

export function schemaFromArrow(arrowSchema: ArrowSchema): Schema {
  const fields = arrowSchema.fields.map(fieldFromArrow)
  return arrowSchema.metadata.size === 0 ? { fields } : { fields, metadata: Object.fromEntries(arrowSchema.metadata) }
}
