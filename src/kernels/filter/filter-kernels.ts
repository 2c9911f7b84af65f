/** The comparisons by vectors in WebAssembly. Small enough to be compiled while somebody waits. */
import { decodeBase64 } from '../../common/decode-base64.ts'
import { filterWasm } from './filter-wasm.ts'

/** The exports of assembly/filter/index.ts. */
export interface FilterExports {
  readonly memory: WebAssembly.Memory
  mostRows(): number
  input(): number
  other(): number
  mask(): number
  begin(rows: number): void
  andBits(rows: number): void
  count(rows: number): number
  range8(rows: number, low: number, span: number, flip: number): void
  range16(rows: number, low: number, span: number, flip: number): void
  range32(rows: number, low: number, span: number, flip: number): void
  range64(rows: number, low: bigint, high: bigint, bias: bigint, flip: number): void
  atMostFloat64(rows: number, limit: number, flip: number): void
  equalFloat64(rows: number, value: number, flip: number): void
  atMostPairs32(rows: number, bias: number, flip: number): void
  equalPairs32(rows: number, flip: number): void
  atMostPairs64(rows: number, bias: bigint, flip: number): void
  equalPairs64(rows: number, flip: number): void
}

export interface FilterKernels {
  readonly run: FilterExports
  readonly memory: Uint8Array
  readonly mostRows: number
  readonly input: number
  readonly other: number
  readonly mask: number
}

let made: FilterKernels | undefined
let isTried = false

/** One for a thread, whose memory never grows; undefined where the engine has no WebAssembly with SIMD. */
export function filterKernels(): FilterKernels | undefined {
  if (!isTried) made = create()
  isTried = true
  return made
}

function create(): FilterKernels | undefined {
  if (typeof WebAssembly !== 'object') return undefined
  const bytes = decodeBase64(filterWasm)
  if (!WebAssembly.validate(bytes)) return undefined
  // A test holds the exports and the interface together.
  const run = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as unknown as FilterExports
  const memory = new Uint8Array(run.memory.buffer)
  return { run, memory, mostRows: run.mostRows(), input: run.input(), other: run.other(), mask: run.mask() }
}
