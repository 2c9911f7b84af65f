/** Instances of assembly/ranges: each has a memory of its own, for one set of intervals at a time. */
import { decodeBase64 } from '../../common/decode-base64.ts'
import { rangesWasm } from './ranges-wasm.ts'

/** The exports of assembly/ranges/index.ts. */
export interface RangesExports {
  readonly memory: WebAssembly.Memory
  firstFree(): number
  grow(bytes: number): number
  survey(job: number): number
  part(job: number): number
  sortParts(job: number, from: number, rows: number): number
  sortEnds(job: number): number
  buildCounter(job: number): void
  count(job: number): number
  buildPairs(job: number): void
  probe(job: number): number
  gather(job: number): void
  buildCover(job: number): void
  buildSubtrahend(job: number): void
  cover(job: number): void
  subtract(job: number): number
  rejoin(records: number, groupStart: number, groups: number, added: number, distance: number, to: number): number
  writeRows(job: number, from: number, to: number): void
}

/** Instances to be used again: each takes gigabytes of addresses, which come back with the garbage only. */
const spares: RangesExports[] = []
const MOST_SPARES = 3
const SPARE_BYTES = 64 << 20

let module: WebAssembly.Module | 'none' | undefined

function compiled(): WebAssembly.Module | 'none' {
  if (module !== undefined) return module
  const bytes = typeof WebAssembly === 'object' ? decodeBase64(rangesWasm) : undefined
  module = bytes && WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : 'none'
  return module
}

/** Undefined where the engine has no WebAssembly. Its memory holds what was there last. */
export function takeRangesInstance(): RangesExports | undefined {
  const made = compiled()
  if (made === 'none') return undefined
  // A test calls all of the exports.
  return spares.pop() ?? (new WebAssembly.Instance(made).exports as unknown as RangesExports)
}

/** Nothing of the instance's memory is looked at any more. */
export function giveBackRangesInstance(wasm: RangesExports): void {
  if (wasm.memory.buffer.byteLength <= SPARE_BYTES && spares.length < MOST_SPARES) spares.push(wasm)
}
