/** The encoder of columns of the null type: one value, if there was any row. */
import type { Column } from '../../columnar/column.ts'
import type { KeyEncoder } from './key-encoder.ts'

export class NullEncoder implements KeyEncoder {
  size = 0

  assign(column: Column): Uint32Array {
    if (column.length > 0) this.size = 1
    return new Uint32Array(column.length)
  }

  find(column: Column): Int32Array {
    return new Int32Array(column.length).fill(this.size - 1)
  }

  values(): Column {
    return { type: { kind: 'null' }, length: this.size, nullCount: this.size, values: new Uint8Array(0) }
  }
}
