/**
 * What CRAM needs in bulk, in WebAssembly: records of a slice laid out as in BAM, bases of the reference without line ends, their MD5. Whoever
 * reads a file holds one of these: the bytes of its rows lie in it.
 */
import { compileWasm } from '../../../io/compile-wasm.ts'
import type { SliceRecords } from '../slice-records.ts'
import { cramWasm } from './cram-wasm.ts'

interface CramExports {
  readonly memory: WebAssembly.Memory
  reserveSlice(rows: number, names: number, cigars: number, bases: number, tags: number, out: number): number
  reserveText(bytes: number): number
  areasPtr(): number
  startsAt(): number
  outAt(): number
  textPtr(): number
  plainPtr(): number
  sumPtr(): number
  writeRecords(from: number, to: number, parts: number): number
  written(): number
  unfold(length: number, lineBases: number, lineBytes: number, firstLine: number): number
  md5(length: number): void
}

/** As assembly/cram/records.ts has them. */
export const PART = { names: 1, bases: 2, qualities: 4 } as const

export interface WrittenRecords {
  /** The record behind the last. */
  readonly next: number
  /** A view, which dies with the next call. */
  readonly bytes: Uint8Array
  readonly starts: Int32Array
}

const AREA_COUNT = 17
const REFUSED = -1
/** Records are written in runs of about this size, which stay in the nearer caches. */
const RUN_BYTES = 1 << 20
/** Larger slices, and longer parts of a reference, are left to the script: memory does not shrink. */
const MOST_BYTES = 64 << 20
const SUM_BYTES = 16

let compiled: Promise<WebAssembly.Module | undefined> | undefined

/** Undefined where the engine has no WebAssembly with SIMD. */
export async function createCramKernels(): Promise<CramKernels | undefined> {
  compiled ??= compileWasm(cramWasm)
  const module = await compiled
  if (module === undefined) return undefined
  // The exports of assembly/cram/index.ts; a test holds the two together.
  return new CramKernels((await WebAssembly.instantiate(module)).exports as unknown as CramExports)
}

export class CramKernels {
  readonly #wasm: CramExports
  #memory = new Uint8Array(0)

  constructor(wasm: CramExports) {
    this.#wasm = wasm
  }

  /** The records are at hand from now on, with as much of them as was decoded; false if they are too large. */
  load(records: SliceRecords): boolean {
    const { count, names, cigars, cigarsUsed, bases, qualities, tags } = records
    const sizes = [names.used, cigarsUsed * 4, Math.max(bases.used, qualities.used), tags.used] as const
    if (sizes.some(size => size > MOST_BYTES) || !this.#wasm.reserveSlice(count, ...sizes, RUN_BYTES)) return false
    const memory = this.#bytes()
    const areas = new Uint32Array(memory.buffer, this.#wasm.areasPtr(), AREA_COUNT)
    const numbers = [
      records.referenceId,
      records.start,
      records.mappingQuality,
      records.flags,
      records.mateReferenceId,
      records.mateStart,
      records.templateLength,
      records.length,
      records.nameStarts,
      records.cigarStarts,
      records.baseStarts,
      records.tagStarts,
    ]
    // In range: there is an area for each.
    for (const [i, values] of numbers.entries()) new Int32Array(memory.buffer, areas[i]!, values.length).set(values)
    const [atNames, atCigars, atBases, atQualities, atTags] = areas.subarray(numbers.length) as unknown as readonly number[]
    memory.set(names.bytes.subarray(0, names.used), atNames)
    new Uint32Array(memory.buffer, atCigars, cigarsUsed).set(cigars.subarray(0, cigarsUsed))
    memory.set(bases.bytes.subarray(0, bases.used), atBases)
    memory.set(qualities.bytes.subarray(0, qualities.used), atQualities)
    memory.set(tags.bytes.subarray(0, tags.used), atTags)
    return true
  }

  /** Some records of those at hand, laid out as in BAM. None where the first alone is too large. `parts`: of PART. */
  write(from: number, to: number, parts: number): WrittenRecords {
    const wasm = this.#wasm
    const next = wasm.writeRecords(from, to, parts)
    const at = wasm.outAt()
    return {
      next,
      bytes: this.#bytes().subarray(at, at + wasm.written()),
      starts: new Int32Array(wasm.memory.buffer, wasm.startsAt(), next - from),
    }
  }

  /** Bases in upper case. `firstLine`: how many stand before the first line end. Undefined: refused. */
  unfold(text: Uint8Array, lines: { readonly bases: number; readonly bytes: number; readonly firstLine: number }): Uint8Array | undefined {
    const wasm = this.#wasm
    if (text.length > MOST_BYTES || lines.bases < 1 || lines.bytes < lines.bases || !wasm.reserveText(text.length)) return undefined
    this.#bytes().set(text, wasm.textPtr())
    const count = wasm.unfold(text.length, lines.bases, lines.bytes, lines.firstLine)
    return count === REFUSED ? undefined : this.#bytes().slice(wasm.plainPtr(), wasm.plainPtr() + count)
  }

  /** Sixteen bytes. Undefined: too long. */
  md5(bytes: Uint8Array): Uint8Array | undefined {
    const wasm = this.#wasm
    if (bytes.length > MOST_BYTES || !wasm.reserveText(bytes.length)) return undefined
    this.#bytes().set(bytes, wasm.textPtr())
    wasm.md5(bytes.length)
    return this.#bytes().slice(wasm.sumPtr(), wasm.sumPtr() + SUM_BYTES)
  }

  #bytes(): Uint8Array {
    const { buffer } = this.#wasm.memory
    if (this.#memory.buffer !== buffer) this.#memory = new Uint8Array(buffer)
    return this.#memory
  }
}
