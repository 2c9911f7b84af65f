/** Builds struct columns: append to every child, then end the row. */
import { QueryError } from '../../common/errors.ts'
import type { Column } from '../column.ts'
import type { DataType, Field } from '../data-type.ts'
import type { Scalar } from '../scalar.ts'
import type { ColumnBuilder } from './column-builder.ts'
import { ValidityBuilder } from './validity-builder.ts'
import { wrongValue } from './wrong-value.ts'

export class StructBuilder implements ColumnBuilder {
  readonly type: DataType & { readonly kind: 'struct' }
  readonly children: readonly ColumnBuilder[]
  length = 0
  private readonly nulls = new ValidityBuilder()

  constructor(fields: readonly Field[], children: readonly ColumnBuilder[]) {
    this.type = { kind: 'struct', fields }
    this.children = children
  }

  /** Every child must have got its value of this row. */
  endRow(): void {
    this.length++
  }

  appendNull(): void {
    for (const child of this.children) child.appendNull()
    this.nulls.appendNull(this.length)
    this.length++
  }

  /** A field that the object lacks is NULL. */
  append(value: Scalar): void {
    if (value === null) {
      this.appendNull()
      return
    }
    if (typeof value !== 'object' || Array.isArray(value) || value instanceof Uint8Array) throw wrongValue(value, this.type)
    // What is left of Scalar; Array.isArray does not narrow readonly arrays away.
    const row = value as { readonly [field: string]: Scalar }
    for (const [i, field] of this.type.fields.entries()) {
      this.children[i]!.append(Object.hasOwn(row, field.name) ? row[field.name]! : null) // one child a field
    }
    this.endRow()
  }

  finish(): Column {
    const { type, length } = this
    const children = this.children.map(child => child.finish())
    this.length = 0
    const odd = children.findIndex(child => child.length !== length)
    if (odd >= 0) {
      throw new QueryError(
        'INTERNAL',
        `Struct field "${type.fields[odd]?.name}" got ${children[odd]?.length} values for ${length} rows. This is a bug in locusql; please report it.`,
      )
    }
    return { type, length, ...this.nulls.finish(length), values: new Uint8Array(0), children }
  }
}
