/** A scan of the columns that are read; of a struct column the fields that are read, as paths: 'genotypes.GT'. */
import type { Field } from '../../columnar/data-type.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import type { NeededColumns } from './needed-columns.ts'

type Scan = LogicalPlan & { readonly kind: 'scan' }

export function pruneScan(scan: Scan, needed: NeededColumns): LogicalPlan {
  const ids: number[] = []
  const fields: Field[] = []
  for (const [i, field] of scan.schema.fields.entries()) {
    const id = scan.ids[i]!
    if (!needed.has(id)) continue
    ids.push(id)
    fields.push(pruneField(field, id, needed))
  }
  const same = fields.length === scan.schema.fields.length && fields.every((field, i) => field === scan.schema.fields[i])
  if (same) return scan
  const projection = fields.flatMap(field => pathsOf(field, scan))
  return { ...scan, ids, schema: { ...scan.schema, fields }, request: { ...scan.request, projection } }
}

function pruneField(field: Field, id: number, needed: NeededColumns): Field {
  const use = needed.use(id)
  if (field.type.kind !== 'struct' || use === 'all' || use === undefined) return field
  const fields = field.type.fields.filter(inner => use.has(inner.name))
  return fields.length === field.type.fields.length ? field : { ...field, type: { kind: 'struct', fields } }
}

/** The whole column where all its fields are read. */
function pathsOf(field: Field, { provider }: Scan): readonly string[] {
  const stored = provider.schema.fields.find(candidate => candidate.name === field.name)
  if (field.type.kind !== 'struct' || stored?.type.kind !== 'struct') return [field.name]
  if (field.type.fields.length === stored.type.fields.length) return [field.name]
  return field.type.fields.map(inner => `${field.name}.${inner.name}`)
}
