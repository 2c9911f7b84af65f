/** Builds columns of the null type: a length and nothing else. */
import type { Column } from '../column.ts'
import type { Scalar } from '../scalar.ts'
import type { ColumnBuilder } from './column-builder.ts'
import { wrongValue } from './wrong-value.ts'

export class NullBuilder implements ColumnBuilder {
  readonly type = { kind: 'null' } as const
  length = 0

  appendNull(): void {
    this.length++
  }

  append(value: Scalar): void {
    if (value !== null) throw wrongValue(value, this.type)
    this.length++
  }

  finish(): Column {
    const { type, length } = this
    this.length = 0
    return { type, length, nullCount: length, values: new Uint8Array(0) }
  }
}
