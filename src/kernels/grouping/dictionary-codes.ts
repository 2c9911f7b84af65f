/** Numbers the values of dictionary columns by their codes. Columns of other dictionaries are translated to the first one's. */
import type { Column } from '../../columnar/column.ts'
import type { Dictionary } from '../../columnar/dictionary.ts'
import { emptyColumn } from '../../columnar/empty-column.ts'
import { grow } from '../../columnar/grow.ts'
import { recodeTable } from '../../columnar/recode.ts'
import type { ValueCodes } from './value-codes.ts'

// `!` and casts: dictionary columns have codes and a dictionary, `numbers` has an entry for each code of `own`.

const UNKNOWN = -2

interface Lookups {
  readonly ownSize: number
  /** By code of the other dictionary: the own code, -1: none, UNKNOWN: not looked up yet. */
  readonly codes: Int32Array
}

export class DictionaryCodes implements ValueCodes {
  size = 0
  private own: Dictionary | undefined
  /** By code of `own`: the number, -1 if it has none yet. */
  private numbers = new Int32Array(0)
  /** By number: the code of `own`. */
  private ownCodes = new Int32Array(0)
  private codes: Int32Array = new Int32Array(0)
  /** The dictionary of the open column, if it is not `own`. */
  private other: Dictionary | undefined
  private translation: Int32Array | undefined
  private readonly translations = new WeakMap<Dictionary, Int32Array>()
  private readonly lookups = new WeakMap<Dictionary, Lookups>()

  open(column: Column): void {
    this.own ??= column.dictionary!
    this.codes = column.values as Int32Array
    this.other = column.dictionary === this.own ? undefined : column.dictionary
    this.translation = undefined
    this.makeRoom(this.own)
  }

  assignRow(row: number): number {
    const code = this.codes[row]!
    const own = this.other === undefined ? code : this.translate(this.other)[code]!
    const number = this.numbers[own]!
    return number >= 0 ? number : this.add(own)
  }

  findRow(row: number): number {
    const code = this.codes[row]!
    const known = this.other === undefined ? code : this.lookUp(this.other, code)
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

  findAll(codes: Int32Array): void {
    const { codes: entries, numbers } = this
    if (this.other === undefined) for (let row = 0; row < codes.length; row++) codes[row] = numbers[entries[row]!]!
    else for (let row = 0; row < codes.length; row++) codes[row] = this.findRow(row)
  }

  values(): Column {
    const { own, size } = this
    if (own === undefined) return emptyColumn({ kind: 'dictionary' })
    return { type: { kind: 'dictionary' }, length: size, nullCount: 0, values: this.ownCodes.slice(0, size), dictionary: own }
  }

  /** Own codes of all codes of another dictionary, added where they are new. */
  private translate(other: Dictionary): Int32Array {
    if (this.translation !== undefined) return this.translation
    const own = this.own! // open() has set it
    const known = this.translations.get(other)
    const table = known !== undefined && known.length === other.size ? known : recodeTable(other, own)
    this.translations.set(other, table)
    this.makeRoom(own)
    this.translation = table
    return table
  }

  /** The own code of one code of another dictionary, -1 if it is not there; remembered while neither dictionary grows. */
  private lookUp(other: Dictionary, code: number): number {
    const own = this.own! // open() has set it
    let lookups = this.lookups.get(other)
    if (lookups === undefined || lookups.codes.length !== other.size || lookups.ownSize !== own.size) {
      lookups = { ownSize: own.size, codes: new Int32Array(other.size).fill(UNKNOWN) }
      this.lookups.set(other, lookups)
    }
    const known = lookups.codes[code]!
    if (known !== UNKNOWN) return known
    const { values, offsets } = other.values()
    const found = own.findBytes(values as Uint8Array, offsets![code]!, offsets![code + 1]!)
    lookups.codes[code] = found
    return found
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
