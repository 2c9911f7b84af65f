/** The columns of several files as one table, by name: in order of first appearance, NULL where a file has no such column. */
import type { DataType, Field } from '../columnar/data-type.ts'
import { sameType } from '../columnar/same-type.ts'
import { typeName } from '../columnar/type-name.ts'
import { QueryError } from '../common/errors.ts'

export interface NamedFields {
  readonly location: string
  readonly fields: readonly Field[]
}

export function unionFields(files: readonly NamedFields[]): readonly Field[] {
  const united = new Map<string, { readonly field: Field; readonly seen: number; readonly location: string }>()
  for (const { location, fields } of files) {
    for (const field of fields) {
      const known = united.get(field.name)
      const type = known === undefined ? field.type : commonType(known.field.type, field.type)
      if (type === undefined) throw mismatch(field.name, known?.field.type, field.type, [known?.location ?? '', location])
      const nullable = field.nullable || known?.field.nullable === true
      united.set(field.name, {
        field: { ...(known?.field ?? field), type, nullable },
        seen: (known?.seen ?? 0) + 1,
        location: known?.location ?? location,
      })
    }
  }
  return [...united.values()].map(({ field, seen }) => (seen === files.length ? field : { ...field, nullable: true }))
}

const INTEGER = /^u?int/
const NUMBER = /^u?int|^float/

/** Undefined where values of both do not fit one type. */
function commonType(a: DataType, b: DataType): DataType | undefined {
  if (sameType(a, b)) return a
  if (a.kind === 'null') return b
  if (b.kind === 'null') return a
  const isText = (type: DataType) => type.kind === 'utf8' || type.kind === 'dictionary'
  if (isText(a) && isText(b)) return { kind: 'utf8' }
  if (INTEGER.test(a.kind) && INTEGER.test(b.kind)) return { kind: 'int64' }
  return NUMBER.test(a.kind) && NUMBER.test(b.kind) ? { kind: 'float64' } : undefined
}

function mismatch(name: string, a: DataType | undefined, b: DataType, [first, second]: readonly [string, string]): QueryError {
  const message = `Column "${name}" is ${a === undefined ? 'missing' : typeName(a)} in ${first} and ${typeName(b)} in ${second}. Read the files as two tables and cast the column.`
  return new QueryError('PLAN', message, { location: second })
}
