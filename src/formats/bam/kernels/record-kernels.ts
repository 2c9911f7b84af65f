/**
 * The loops over records in WebAssembly: rows are copied in and checked once, and then each column is made of all of them in one go. What they
 * refuse, a row that is out of the ordinary among them, is left to the columns' own loops, which do the same row by row and tell what is wrong.
 */
import { compileWasm } from '../../../io/compile-wasm.ts'
import { recordEnd } from '../bam-layout.ts'
import type { BamRows } from '../bam-rows.ts'
import { bamWasm } from './bam-wasm.ts'

/** The exports of assembly/bam/index.ts; a test holds the two together. */
export interface RecordExports {
  readonly memory: WebAssembly.Memory
  reserve(): number
  inputBytes(): number
  mostRows(): number
  mostKeys(): number
  slotBytes(): number
  startsPtr(): number
  offsetsPtr(): number
  nullsPtr(): number
  slotsPtr(): number
  keysPtr(): number
  inputPtr(): number
  outputPtr(): number
  areSound(count: number, length: number): number
  recordBytes(): number
  nullCount(): number
  isAscii(): number
  octets(count: number, field: number): void
  halves(count: number, field: number): void
  words(count: number, field: number): void
  positions(count: number, field: number, shift: number): number
  names(count: number, base: number): number
  sequences(count: number, base: number): number
  qualities(count: number, base: number): number
  cigars(count: number, base: number): number
  ends(count: number): number
  scanTags(count: number, keyCount: number, all: number): number
  useLines(first: number, stride: number): void
  lineTexts(count: number, field: number, base: number): number
  lineQualities(count: number, base: number): number
  lineNumbers(count: number, field: number, least: number, most: number): number
  linePositions(count: number, field: number, shift: number): number
  lineCigars(count: number, base: number): number
  lineEnds(count: number): number
  areTags(count: number): number
  tagTexts(count: number, keyCount: number, key: number, base: number): number
  tagIntegers(count: number, keyCount: number, key: number): number
}

/** Text of some rows. Views, which die with the next column. */
export interface TextBlock {
  readonly bytes: Uint8Array
  /** One more than rows. */
  readonly offsets: Int32Array
  /** Rows that are NULL. */
  readonly nulls: Int32Array
  readonly isAscii: boolean
}

/** 32-bit numbers of some rows. Views, which die with the next column. */
export interface WordBlock {
  readonly values: Int32Array
  readonly nulls: Int32Array
}

/** So few rows are not worth a copy of what lies between them. */
const FEW_ROWS = 16
const REFUSED = -1

let loading: Promise<RecordKernels | undefined> | undefined

/** One for all readers of a thread: columns are built without a pause. Undefined where the engine has no WebAssembly with SIMD. */
export function loadRecordKernels(): Promise<RecordKernels | undefined> {
  loading ??= create()
  return loading
}

async function create(): Promise<RecordKernels | undefined> {
  const wasm = await instantiateRecordExports()
  return wasm && new RecordKernels(wasm)
}

/** With memory of its own. */
export async function instantiateRecordExports(): Promise<RecordExports | undefined> {
  const module = await compileWasm(bamWasm)
  if (module === undefined) return undefined
  const wasm = (await WebAssembly.instantiate(module)).exports as unknown as RecordExports // see there
  return wasm.reserve() ? wasm : undefined
}

export class RecordKernels {
  readonly #wasm: RecordExports
  readonly #input: Uint8Array
  readonly #output: Uint8Array
  readonly #starts: Int32Array
  readonly #offsets: Int32Array
  readonly #nulls: Int32Array
  readonly #slots: Int32Array
  readonly #keys: Uint16Array
  #generation = 0 // of the bytes at hand; rows count from 1
  #from = 0 // where the bytes at hand begin among the rows' own
  #to = 0
  #count = 0
  #keyCount = 0

  constructor(wasm: RecordExports) {
    const { buffer } = wasm.memory
    const rows = wasm.mostRows()
    this.#wasm = wasm
    this.#input = new Uint8Array(buffer, wasm.inputPtr(), wasm.inputBytes())
    this.#output = new Uint8Array(buffer, wasm.outputPtr())
    this.#starts = new Int32Array(buffer, wasm.startsPtr(), rows)
    this.#offsets = new Int32Array(buffer, wasm.offsetsPtr(), rows + 1)
    this.#nulls = new Int32Array(buffer, wasm.nullsPtr(), rows)
    this.#slots = new Int32Array(buffer, wasm.slotsPtr(), wasm.slotBytes() / 4)
    this.#keys = new Uint16Array(buffer, wasm.keysPtr(), wasm.mostKeys())
  }

  /** Whether the rows are at hand from now on, and the lengths in each of them sound. */
  load({ bytes, starts, count, generation }: BamRows): boolean {
    this.#count = count
    if (count < FEW_ROWS || count > this.#starts.length) return false
    const first = starts[0]! // there are some rows
    const end = recordEnd(bytes, starts[count - 1]!)
    const isHere = generation === this.#generation && first >= this.#from && end <= this.#to
    if (!isHere) {
      if (end - first > this.#input.length || end > bytes.length) return false
      this.#input.set(bytes.subarray(first, end))
      this.#generation = generation
      this.#from = first
      this.#to = end
    }
    this.#starts.set(count === starts.length ? starts : starts.subarray(0, count))
    const from = this.#from
    if (from !== 0) for (let row = 0; row < count; row++) this.#starts[row]! -= from // row lies below count
    return this.#wasm.areSound(count, this.#to - from) !== 0
  }

  /** All of the rows' records together. */
  get recordBytes(): number {
    return this.#wasm.recordBytes() >>> 0
  }

  // Of the rows loaded last. `base`: bytes of the column before them. Undefined: refused.

  /** A field of one byte. */
  octets(field: number): WordBlock {
    this.#wasm.octets(this.#count, field)
    return this.#words()
  }

  /** A field of two bytes. */
  halves(field: number): WordBlock {
    this.#wasm.halves(this.#count, field)
    return this.#words()
  }

  /** A field of four bytes. */
  words(field: number): WordBlock {
    this.#wasm.words(this.#count, field)
    return this.#words()
  }

  /** A field of four bytes with `shift` added; -1 is NULL. */
  positions(field: number, shift: number): WordBlock | undefined {
    return this.#wasm.positions(this.#count, field, shift) ? this.#words() : undefined
  }

  names(base: number): TextBlock | undefined {
    return this.#text(this.#wasm.names(this.#count, base))
  }

  sequences(base: number): TextBlock | undefined {
    return this.#text(this.#wasm.sequences(this.#count, base))
  }

  qualities(base: number): TextBlock | undefined {
    return this.#text(this.#wasm.qualities(this.#count, base))
  }

  cigars(base: number): TextBlock | undefined {
    return this.#text(this.#wasm.cigars(this.#count, base))
  }

  /** Exclusive, 0-based. */
  ends(): WordBlock | undefined {
    return this.#wasm.ends(this.#count) ? this.#words() : undefined
  }

  /**
   * Where the tags lie, as many numbers a row as there are keys: their type letter among the rows' bytes, or -1. Undefined: refused, some tag is
   * broken. `scope`: as in TagScanner.
   */
  scanTags(keys: Int32Array, scope: 'wanted' | 'all', into: Int32Array): boolean {
    const size = this.#count * keys.length
    this.#keyCount = 0
    if (keys.length > this.#keys.length || size > this.#slots.length) return false
    this.#keys.set(keys)
    if (!this.#wasm.scanTags(this.#count, keys.length, scope === 'all' ? 1 : 0)) return false
    this.#keyCount = keys.length
    const from = this.#from
    for (let i = 0; i < size; i++) {
      const slot = this.#slots[i]! // within the slots
      into[i] = slot < 0 ? slot : slot + from
    }
    return true
  }

  /** The text of the tag that stands at `key` among those of the scan. */
  tagTexts(key: number, base: number): TextBlock | undefined {
    if (key >= this.#keyCount) return undefined
    return this.#text(this.#wasm.tagTexts(this.#count, this.#keyCount, key, base))
  }

  tagIntegers(key: number): WordBlock | undefined {
    if (key >= this.#keyCount) return undefined
    return this.#wasm.tagIntegers(this.#count, this.#keyCount, key) ? this.#words() : undefined
  }

  #text(size: number): TextBlock | undefined {
    if (size === REFUSED) return undefined
    return {
      bytes: this.#output.subarray(0, size),
      offsets: this.#offsets.subarray(0, this.#count + 1),
      nulls: this.#nulls.subarray(0, this.#wasm.nullCount()),
      isAscii: this.#wasm.isAscii() !== 0,
    }
  }

  #words(): WordBlock {
    return { values: this.#offsets.subarray(0, this.#count), nulls: this.#nulls.subarray(0, this.#wasm.nullCount()) }
  }
}
