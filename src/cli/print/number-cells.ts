/** Write columns of numbers. */
import type { Column } from '../../columnar/column.ts'
import type { CellStyle, CellWriter } from './cell-writer.ts'
import type { OutputBuffer } from './output-buffer.ts'
import { writeFloat, writeInteger } from './write-number.ts'

export class IntegerCell implements CellWriter {
  #values: Int32Array | Uint32Array = new Int32Array(0)

  bind(column: Column): void {
    this.#values = column.values as Int32Array // or another array of numbers, by the column's type
  }

  write(row: number, out: OutputBuffer): void {
    writeInteger(this.#values[row] as number, out) // a value for every row
  }
}

export class BigIntegerCell implements CellWriter {
  readonly #signed: boolean
  #values: BigInt64Array | BigUint64Array = new BigInt64Array(0)
  #words: Int32Array = new Int32Array(0)

  constructor(signed: boolean) {
    this.#signed = signed
  }

  bind(column: Column): void {
    const values = column.values as BigInt64Array | BigUint64Array // by the column's type
    this.#values = values
    this.#words = new Int32Array(values.buffer, values.byteOffset, values.length * 2)
  }

  /** Reads two 32-bit halves where the value fits a number: a bigint a row would be garbage a row. */
  write(row: number, out: OutputBuffer): void {
    const low = (this.#words[row * 2] as number) >>> 0 // two words for every row
    const high = this.#words[row * 2 + 1] as number
    if (high >= (this.#signed ? -0x200000 : 0) && high < 0x200000) writeInteger(high * 0x1_0000_0000 + low, out)
    else out.ascii(String(this.#values[row]))
  }
}

export class FloatCell implements CellWriter {
  readonly #precision: 'single' | 'double'
  readonly #style: CellStyle
  #values: Float64Array | Float32Array = new Float64Array(0)

  constructor(precision: 'single' | 'double', style: CellStyle) {
    this.#precision = precision
    this.#style = style
  }

  bind(column: Column): void {
    this.#values = column.values as Float64Array | Float32Array // by the column's type
  }

  write(row: number, out: OutputBuffer): void {
    const value = this.#values[row] as number // a value for every row
    // JSON has no NaN and no Infinity: they are written as strings.
    if (this.#style === 'json' && !Number.isFinite(value)) out.ascii(JSON.stringify(String(value)))
    else writeFloat(value, this.#precision, out)
  }
}
