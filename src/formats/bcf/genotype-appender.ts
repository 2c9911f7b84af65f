/** GT as text: `0/1`, `1|0`, `./.`, `1`. BCF stores (allele + 1) << 1, plus 1 where the allele is phased with the one before it (VCFv4.3 §6.3.3). */
import { Utf8Builder } from '../../columnar/builders/utf8-builder.ts'
import { lengthOf, type StoredAppender, type StoredRules, type StoredValues, storedLength } from './stored-appender.ts'
import { integerAt, STORED } from './typed-value.ts'

const DOT = 46
const SLASH = 47
const BAR = 124
const ZERO = 48

export class GenotypeAppender implements StoredAppender {
  readonly builder = new Utf8Builder()
  private readonly isOld: boolean
  private text = new Uint8Array(64)

  constructor(rules: Pick<StoredRules, 'minorVersion'>) {
    this.isOld = rules.minorVersion < 2
  }

  appendNull(): void {
    this.builder.appendNull()
  }

  append(bytes: Uint8Array, start: number, values: StoredValues): boolean {
    if (values.type === STORED.character) return this.appendText(bytes, start, values.count)
    if (values.type === STORED.float) {
      this.builder.appendNull()
      return false
    }
    const length = this.isOld ? storedLength(bytes, start, values) : lengthOf(bytes, start, values)
    if (this.text.length < length * 12) this.text = new Uint8Array(length * 12)
    let end = 0
    for (let i = 0; i < length; i++) end = this.writeAllele(integerAt(bytes, values.width, start + i * values.width), i > 0, end)
    // A lone '.' is a genotype that is missing as a whole.
    if (end === 0 || (end === 1 && this.text[0] === DOT)) this.builder.appendNull()
    else this.builder.appendBytes(this.text, 0, end)
    return true
  }

  /** `hasLeft`: an allele stands before it. Gives the place behind it. */
  private writeAllele(value: number, hasLeft: boolean, from: number): number {
    const { text } = this
    let at = from
    const allele = (value >> 1) - 1 // a missing value is negative, and so is its allele
    if (hasLeft) text[at++] = value >= 0 && (value & 1) === 1 ? BAR : SLASH
    if (allele < 0) text[at++] = DOT
    else if (allele < 10) text[at++] = ZERO + allele
    else for (const digit of String(allele)) text[at++] = digit.charCodeAt(0)
    return at
  }

  private appendText(bytes: Uint8Array, start: number, count: number): boolean {
    let end = start
    while (end < start + count && bytes[end] !== 0) end++
    if (end === start || (end - start === 1 && bytes[start] === DOT)) this.builder.appendNull()
    else this.builder.appendBytes(bytes, start, end)
    return true
  }
}
