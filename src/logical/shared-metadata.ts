/**
 * What metadata survives where rows of several inputs, or groups of rows, meet: the coordinate system, if all inputs agree on it. The
 * header of a file is kept only where rows pass one by one (select, filter, sort, limit).
 */
import type { Schema } from '../columnar/schema.ts'

const COORDINATE_SYSTEM = 'bio.coordinate_system_zero_based'

export function sharedMetadata(inputs: readonly Schema[]): Pick<Schema, 'metadata'> {
  const systems = new Set(inputs.map(schema => schema.metadata?.[COORDINATE_SYSTEM]))
  const [system] = systems
  if (systems.size !== 1 || system === undefined) return {}
  return { metadata: { [COORDINATE_SYSTEM]: system } }
}
