/** The columns of an Arrow file, with what its metadata, or else the options, say of its coordinates. */
import type { Schema as ArrowSchema } from 'apache-arrow'
import { schemaFromArrow } from '../../columnar/arrow/schema-from-arrow.ts'
import type { Schema } from '../../columnar/schema.ts'
import type { ArrowOptions } from './arrow-options.ts'

const ZERO_BASED = 'bio.coordinate_system_zero_based'

export function arrowSchema(schema: ArrowSchema, { zeroBased }: ArrowOptions): Schema {
  const own = schemaFromArrow(schema)
  if (zeroBased === undefined) return own
  // What the file says of its coordinates counts more.
  return { ...own, metadata: { [ZERO_BASED]: String(zeroBased), ...own.metadata } }
}
