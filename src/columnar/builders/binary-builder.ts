/** Builds binary columns. */
import type { DataType } from '../data-type.ts'
import type { Scalar } from '../scalar.ts'
import { Utf8Builder } from './utf8-builder.ts'
import { wrongValue } from './wrong-value.ts'

export class BinaryBuilder extends Utf8Builder {
  override readonly type: DataType = { kind: 'binary' }

  override append(value: Scalar): void {
    if (value === null) this.appendNull()
    else if (value instanceof Uint8Array) this.appendBytes(value, 0, value.length)
    else throw wrongValue(value, this.type)
  }
}
