/** Numbers the values of dictionary columns by their codes. Columns of other dictionaries are translated to the first one's. */
import type { Column } from '../../columnar/column.ts'
import type { Dictionary } from '../../columnar/dictionary.ts'
import { emptyColumn } from '../../columnar/empty-column.ts'
import { grow } from '../../columnar/grow.ts'
import { recodeTable } from '../../columnar/recode.ts'
import type { ValueCodes } from './value-codes.ts'

// `!` and casts: dictionary columns have codes and a dictionary, `numbers` has an entry for each code of `own`.

export class DictionaryCodes implements ValueCodes {
  size = 0
  private own: Dictionary | undefined
  /** By code of `own`: the number, -1 if it has none yet. */
  private numbers = new Int32Array(0)
  /** By number: the code of `own`. */
  private ownCodes = new Int32Array(0)
  private readonly translations = new WeakMap<Dictionary, Int32Array>()
  private codes: Int32Array = new Int32Array(0)
  private other: Dictionary | undefined

  open(column: Column): void {
    this.own ??= column.dictionary!
    this.codes = column.values as Int32Array
    this.other = column.dictionary === this.own ? undefined : column.dictionary
    this.makeRoom(this.own)
  }

  assignRow(row: number): number {
    const code = this.codes[row]!
    const own = this.other === undefined ? code : this.translate(this.other)[code]!
    const number = this.numbers[own]!
    return number >= 0 ? number : this.add(own)
  }

  findRow(row: number): number {
    const { own, other } = this
    const code = this.codes[row]!
    if (other === undefined) return this.numbers[code]!
    const known = own!.find(other.text(code)) // open() has set `own`
    return known >= 0 ? this.numbers[known]! : -1
  }

  assignAll(out: Uint32Array): void {
    if (this.other !== undefined) {
      for (let row = 0; row < out.length; row++) out[row] = this.assignRow(row)
      return
    }
    const { codes, numbers } = this
    for (let row = 0; row < out.length; row++) {
      const number = numbers[codes[row]!]!
      out[row] = number >= 0 ? number : this.add(codes[row]!)
    }
  }

  values(): Column {
    const { own, size } = this
    if (own === undefined) return emptyColumn({ kind: 'dictionary' })
    return { type: { kind: 'dictionary' }, length: size, nullCount: 0, values: this.ownCodes.slice(0, size), dictionary: own }
  }

  private translate(other: Dictionary): Int32Array {
    const known = this.translations.get(other)
    if (known !== undefined && known.length === other.size) return known
    const own = this.own! // open() has set it
    const table = recodeTable(other, own)
    this.translations.set(other, table)
    this.makeRoom(own)
    return table
  }

  private makeRoom(own: Dictionary): void {
    const before = this.numbers.length
    if (own.size <= before) return
    this.numbers = grow(this.numbers, own.size).fill(-1, before)
  }

  private add(ownCode: number): number {
    const number = this.size
    if (number === this.ownCodes.length) this.ownCodes = grow(this.ownCodes, number + 1)
    this.ownCodes[number] = ownCode
    this.numbers[ownCode] = number
    this.size = number + 1
    return number
  }
}
