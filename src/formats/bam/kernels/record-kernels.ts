/**
 * The loops over records in WebAssembly: rows are listed and checked, and then each column is made of all of them in one go; where they were inflated, or
 * in memory of the loops' own, into which they are copied. What they refuse, a row that is out of the ordinary among them, is left to the columns' own
 * loops, which do the same row by row and tell what is wrong.
 */
import { compileWasm } from '../../../io/compile-wasm.ts'
import type { RunBuffer } from '../../../io/run-buffer.ts'
import { recordEnd } from '../bam-layout.ts'
import type { BamRows } from '../bam-rows.ts'
import type { ListBounds, Listing } from '../list-records.ts'
import { bamWasm } from './bam-wasm.ts'

/** The exports of assembly/bam/index.ts; a test holds the two together. */
export interface RecordExports {
  readonly memory: WebAssembly.Memory
  begin(): number
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
  memoryBytes(): number
  useBytes(address: number): void
  listRecords(from: number, limit: number, length: number, largest: number, most: number): number
  listedEnd(): number
  listingStop(): number
  areSound(count: number, from: number, length: number): number
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
const NO_BYTES = new Uint8Array(0)

const STOPS: readonly Listing['stop'][] = ['full', 'limit', 'incomplete', 'bad-size'] // as in assembly/bam/list.ts
const MOST_UINT32 = 0xffff_ffff
/** Of memory of the loops' own, in pages of 64 KiB: what `memoryBytes` tells. */
const OWN_PAGES = 334

let compiling: Promise<WebAssembly.Module | undefined> | undefined
let loading: Promise<RecordKernels | undefined> | undefined
const ofBuffers = new WeakMap<RunBuffer, RecordKernels>()

/** Those that work in the memory of a buffer; where it has none, those with memory of their own. Undefined where the engine has no WebAssembly with SIMD. */
export async function recordKernelsOf(buffer: RunBuffer): Promise<RecordKernels | undefined> {
  if (buffer.memory === undefined) return loadRecordKernels()
  const known = ofBuffers.get(buffer)
  if (known !== undefined) return known
  const wasm = await instantiate(buffer.memory)
  const kernels = wasm && new RecordKernels(wasm, 'shared')
  if (kernels) ofBuffers.set(buffer, kernels)
  return kernels
}

/** One for all readers of a thread: columns are built without a pause. Undefined where the engine has no WebAssembly with SIMD. */
export function loadRecordKernels(): Promise<RecordKernels | undefined> {
  loading ??= instantiateRecordExports().then(wasm => wasm && new RecordKernels(wasm, 'own'))
  return loading
}

/** With memory of its own. */
export async function instantiateRecordExports(): Promise<RecordExports | undefined> {
  return typeof WebAssembly === 'object' ? instantiate(new WebAssembly.Memory({ initial: OWN_PAGES })) : undefined
}

async function instantiate(memory: WebAssembly.Memory): Promise<RecordExports | undefined> {
  compiling ??= compileWasm(bamWasm)
  const module = await compiling
  if (module === undefined) return undefined
  const wasm = (await WebAssembly.instantiate(module, { env: { memory } })).exports as unknown as RecordExports // see there
  return wasm.begin() ? wasm : undefined
}

export class RecordKernels {
  readonly #wasm: RecordExports
  readonly #isShared: boolean
  /** Views, made anew when the memory has grown. */
  #buffer: ArrayBufferLike
  #input: Uint8Array
  #output!: Uint8Array // these are set with the first views
  #starts!: Int32Array
  #offsets!: Int32Array
  #nulls!: Int32Array
  #slots!: Int32Array
  #keys!: Uint16Array
  #generation = 0 // of the bytes at hand; rows count from 1
  #from = 0 // where the bytes at hand begin among the rows' own
  #to = 0
  #count = 0
  #keyCount = 0

  /** 'shared': in memory that others have too. */
  constructor(wasm: RecordExports, memory: 'own' | 'shared') {
    this.#wasm = wasm
    this.#isShared = memory === 'shared'
    this.#buffer = wasm.memory.buffer
    this.#input = this.#isShared ? NO_BYTES : new Uint8Array(this.#buffer, wasm.inputPtr(), wasm.inputBytes())
    this.#view()
  }

  /** Lists as listRecords does. Undefined: the bytes lie elsewhere. */
  list(rows: BamRows, from: number, { limit, length, maxSize }: ListBounds): Listing | undefined {
    const { bytes, starts } = rows
    if (!this.#reach(bytes) || rows.count > 0) return undefined
    const wasm = this.#wasm
    const most = Math.min(starts.length, this.#starts.length)
    const count = wasm.listRecords(from, Math.max(0, Math.min(limit, MOST_UINT32)), length, Math.min(maxSize, MOST_UINT32), most)
    starts.set(this.#starts.subarray(0, count))
    rows.count = count
    return { end: wasm.listedEnd() >>> 0, stop: STOPS[wasm.listingStop()] ?? 'full' }
  }

  /** Whether numbers at fixed places of the rows can be read from now on, and nothing else: whatever their lengths say. */
  place({ bytes, starts, count }: BamRows): boolean {
    this.#count = count
    if (count === 0 || count > this.#starts.length || !this.#reach(bytes)) return false
    this.#from = 0
    this.#starts.set(count === starts.length ? starts : starts.subarray(0, count))
    return true
  }

  /** Whether the rows are at hand from now on, and the lengths in each of them sound. */
  load(rows: BamRows): boolean {
    const { bytes, starts, count, generation } = rows
    if (this.#isShared) {
      if (!this.place(rows)) return false
      const end = recordEnd(bytes, starts[count - 1]!) // there are some rows
      return end <= bytes.length && this.#wasm.areSound(count, starts[0]!, end) !== 0
    }
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
    return this.#wasm.areSound(count, 0, this.#to - from) !== 0
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

  /** Whether bytes lie in the memory at hand; positions count from them then. */
  #reach(bytes: Uint8Array): boolean {
    if (!this.#isShared || bytes.buffer !== this.#wasm.memory.buffer) return false
    if (this.#buffer !== bytes.buffer) this.#view()
    this.#wasm.useBytes(bytes.byteOffset)
    return true
  }

  #view(): void {
    const wasm = this.#wasm
    const { buffer } = wasm.memory
    const rows = wasm.mostRows()
    this.#buffer = buffer
    this.#output = new Uint8Array(buffer, wasm.outputPtr(), wasm.inputPtr() - wasm.outputPtr())
    this.#starts = new Int32Array(buffer, wasm.startsPtr(), rows)
    this.#offsets = new Int32Array(buffer, wasm.offsetsPtr(), rows + 1)
    this.#nulls = new Int32Array(buffer, wasm.nullsPtr(), rows)
    this.#slots = new Int32Array(buffer, wasm.slotsPtr(), wasm.slotBytes() / 4)
    this.#keys = new Uint16Array(buffer, wasm.keysPtr(), wasm.mostKeys())
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
