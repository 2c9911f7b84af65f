/** The schema of a scan's rows: the named columns in order; a path such as 'genotypes.GT' keeps that field of its struct. */
import type { Field } from '../columnar/data-type.ts'
import type { Schema } from '../columnar/schema.ts'
import { QueryError } from '../common/errors.ts'

export function projectSchema(schema: Schema, projection: readonly string[]): Schema {
  const chosen = new Map<string, { readonly field: Field; readonly children: Set<string> | 'all' }>()
  for (const path of projection) {
    const whole = schema.fields.find(field => field.name === path)
    if (whole !== undefined) {
      chosen.set(path, { field: whole, children: 'all' })
      continue
    }
    const field = schema.fields.find(candidate => candidate.type.kind === 'struct' && path.startsWith(`${candidate.name}.`))
    if (field === undefined) {
      throw new QueryError(
        'INTERNAL',
        `A scan asks for the column "${path}", which the table does not have. This is a bug in locusql; please report it.`,
      )
    }
    const child = path.slice(field.name.length + 1)
    const known = chosen.get(field.name)
    if (known === undefined) chosen.set(field.name, { field, children: new Set([child]) })
    else if (known.children !== 'all') known.children.add(child)
  }
  return {
    ...schema,
    fields: [...chosen.values()].map(({ field, children }) => (children === 'all' ? field : keepChildren(field, children))),
  }
}

function keepChildren(field: Field, names: ReadonlySet<string>): Field {
  return field.type.kind === 'struct'
    ? { ...field, type: { kind: 'struct', fields: field.type.fields.filter(child => names.has(child.name)) } }
    : field
}
