/** Fields of lines that lie in WebAssembly memory. */
import type { LineFields, LineNumbers, LineTexts, NamedField, NumberForm, RecordPlaces, ValuePlace } from '../lines/line-fields.ts'
import type { InflateExports } from './inflate-module.ts'

/** Lines that the scratch has room for: four words each. */
const MOST_LINES = 1 << 14
/** Bytes of the scratch for texts and numbers. */
const VALUE_BYTES = 1 << 18
const MOST_KEY_BYTES = 1 << 10
const NAME_TABLES = 4 // of assembly/inflate/fields.ts
const SUSPECTS = 256

/** Whose codes the tables of names hold: of one module. */
export type NameOwners = (object | undefined)[]

export interface ListedLines {
  /** Address of the text that positions count from. */
  readonly base: number
  /** Where the first line begins. */
  readonly start: number
  /** Address of the table. */
  readonly table: number
  readonly stride: number
}

export class WasmLineFields implements LineFields {
  readonly most = MOST_LINES
  readonly #wasm: InflateExports
  readonly #lines: ListedLines
  readonly #owners: NameOwners

  constructor(wasm: InflateExports, lines: ListedLines, owners: NameOwners) {
    this.#wasm = wasm
    this.#lines = lines
    this.#owners = owners
  }

  records(from: number, count: number, suspects: Uint8Array): RecordPlaces {
    const { base, stride } = this.#lines
    const { starts, ends, codes, nulls: bases } = this.#scratch()
    this.#view(codes, SUSPECTS / 4).set(new Int32Array(suspects.buffer, suspects.byteOffset, SUSPECTS / 4))
    const first = from * stride
    const found = this.#wasm.recordLines(this.#recordAt(from), base, this.#startOf(from), count, stride, codes, first, starts, ends, bases)
    return { starts: this.#view(starts, found), ends: this.#view(ends, found), bases: this.#view(bases, found) }
  }

  haveTabs(from: number, count: number, tabs: { readonly count: number; readonly most: 'any' | 'exactly' }): boolean {
    const exactly = tabs.most === 'exactly' ? 1 : 0
    return this.#wasm.haveTabs(this.#recordAt(from), count, this.#lines.stride, tabs.count, exactly) !== 0
  }

  places(from: number, count: number, field: number): { readonly starts: Int32Array; readonly ends: Int32Array } | undefined {
    const { base, stride } = this.#lines
    const { starts, ends } = this.#scratch()
    const found = this.#wasm.placeFields(this.#recordAt(from), base, count, stride, field, starts, ends)
    return found === count ? { starts: this.#view(starts, found), ends: this.#view(ends, found) } : undefined
  }

  names(from: number, count: number, { field, owner, encode }: NamedField): Int32Array | undefined {
    const wasm = this.#wasm
    const { base, stride } = this.#lines
    const { codes } = this.#scratch()
    const table = field % NAME_TABLES
    if (this.#owners[table] !== owner) {
      wasm.forgetNames(table)
      this.#owners[table] = owner
    }
    for (let done = 0; ; ) {
      const at = from + done
      done += wasm.nameFields(this.#recordAt(at), base, this.#startOf(at), count - done, stride, field, table, codes + done * 4)
      if (done === count) return this.#view(codes, count)
      const record = this.#recordAt(from + done)
      const words = this.#view(record, field + 1)
      const start = field === 0 ? this.#startOf(from + done) : words[field - 1]! + 1 // the block lists the tabs up to this field
      const end = words[field]!
      const text = new Uint8Array(wasm.memory.buffer)
      if (end <= start || wasm.learnName(table, base + start, end - start, encode(text, base + start, base + end)) === 0) return undefined
    }
  }

  positions(from: number, count: number, of: { readonly field: number; readonly shift: number; readonly least: number }): Int32Array {
    const { starts, ends, codes } = this.#scratch()
    const placed = this.#spans(from, count, of)
    return this.#view(codes, this.#wasm.spanPositions(this.#lines.base, placed, starts, ends, of.shift, of.least, codes))
  }

  texts(from: number, count: number, of: { readonly field: number; readonly nullable: boolean }): LineTexts {
    const wasm = this.#wasm
    const { starts, ends, codes, nulls, values } = this.#scratch()
    const placed = this.#spans(from, count, of)
    const nullable = of.nullable ? 1 : 0
    const found = wasm.spanTexts(this.#lines.base, placed, starts, ends, nullable, values, VALUE_BYTES, codes, nulls)
    const bytes = new Uint8Array(wasm.memory.buffer, values, wasm.itemsWritten())
    return { count: found, bytes, ends: this.#view(codes, found), nulls: this.#view(nulls, wasm.nullsFound()) }
  }

  numbers(from: number, count: number, of: ValuePlace & NumberForm): LineNumbers {
    const wasm = this.#wasm
    const { starts, ends, codes, nulls, values } = this.#scratch()
    const placed = this.#spans(from, count, of)
    const [form, whole] = [of.form === 'many' ? 1 : 0, of.whole ? 1 : 0]
    const { least, greatest } = of
    const most = VALUE_BYTES / 8
    const { base } = this.#lines
    const found = wasm.spanNumbers(base, placed, starts, ends, form, whole, least, greatest, values, most, codes, nulls)
    const numbers = new Float64Array(wasm.memory.buffer, values, wasm.itemsWritten())
    return { count: found, values: numbers, ends: this.#view(codes, found), nulls: this.#view(nulls, wasm.nullsFound()) }
  }

  /** Puts the places of values into the scratch; gives the number of lines in front that have them. */
  #spans(from: number, count: number, { field, key }: ValuePlace): number {
    const wasm = this.#wasm
    const { base, stride } = this.#lines
    const { starts, ends, text } = this.#scratch()
    if (key !== undefined && key.length > MOST_KEY_BYTES) return 0
    const found = wasm.fieldSpans(this.#recordAt(from), this.#startOf(from), count, stride, field, starts, ends)
    if (key === undefined) return found
    new Uint8Array(wasm.memory.buffer, text, key.length).set(key)
    wasm.infoSpans(base, found, text, key.length, starts, ends)
    return found
  }

  #recordAt(line: number): number {
    return this.#lines.table + line * this.#lines.stride * 4
  }

  #startOf(line: number): number {
    return line === 0 ? this.#lines.start : (this.#view(this.#recordAt(line) - 4, 1)[0] ?? 0) + 1 // behind the newline of the line before
  }

  #view(at: number, length: number): Int32Array {
    return new Int32Array(this.#wasm.memory.buffer, at, length)
  }

  #scratch() {
    const starts = this.#wasm.scratchPtr()
    const words = MOST_LINES * 4
    const values = starts + words * 4
    return { starts, ends: starts + words, codes: starts + words * 2, nulls: starts + words * 3, values, text: values + VALUE_BYTES + 64 }
  }
}
