/** The columns a scan builds: those named, in that order; `genotypes.GT` names one field of a struct. */
import { QueryError } from '../../common/errors.ts'
import type { VcfColumn, VcfTable } from './vcf-schema.ts'

export function projectColumns(table: VcfTable, projection: readonly string[]): readonly VcfColumn[] {
  const chosen = new Map<string, { readonly column: VcfColumn; readonly fields: Set<string> | 'all' }>()
  for (const path of projection) {
    const whole = table.columns.find(column => column.field.name === path)
    if (whole !== undefined) chosen.set(path, { column: whole, fields: 'all' })
    else {
      const { column, child } = columnOfPath(table, path)
      const known = chosen.get(column.field.name)
      if (known === undefined) chosen.set(column.field.name, { column, fields: new Set([child]) })
      else if (known.fields !== 'all') known.fields.add(child)
    }
  }
  return [...chosen.values()].map(({ column, fields }) => (fields === 'all' ? column : keepFields(column, fields)))
}

/** Column names may hold dots themselves, so the struct's name decides where the path parts. */
function columnOfPath(table: VcfTable, path: string): { readonly column: VcfColumn; readonly child: string } {
  for (const column of table.columns) {
    const { name, type } = column.field
    if (type.kind !== 'struct' || !path.startsWith(`${name}.`)) continue
    const child = path.slice(name.length + 1)
    if (type.fields.some(field => field.name === child)) return { column, child }
  }
  throw new QueryError(
    'INTERNAL',
    `A scan asks for the column "${path}", which the table does not have. This is a bug in locusql; please report it.`,
  )
}

function keepFields(column: VcfColumn, names: ReadonlySet<string>): VcfColumn {
  const { field, source } = column
  if (field.type.kind !== 'struct' || source.kind !== 'genotypes') return column
  return {
    field: { ...field, type: { kind: 'struct', fields: field.type.fields.filter(child => names.has(child.name)) } },
    source: { kind: 'genotypes', formats: source.formats.filter(format => names.has(format.id)) },
  }
}
