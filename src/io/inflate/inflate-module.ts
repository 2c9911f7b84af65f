/** Compiles the WebAssembly inflater once a thread. */
import { compileWasm } from '../compile-wasm.ts'
import { inflateWasm } from './inflate-wasm.ts'

export interface InflateExports {
  readonly memory: WebAssembly.Memory
  reserve(inputBytes: number, outputBytes: number, blocks: number, positions: number): number
  inputPtr(): number
  outputPtr(): number
  blocksPtr(): number
  linesPtr(): number
  scratchPtr(): number
  inflateBatch(start: number, length: number, outStart: number, outLimit: number, flags: number): number
  stopReason(): number
  errorCode(): number
  consumed(): number
  produced(): number
  crc32(crc: number, at: number, length: number): number
  indexLines(from: number, to: number, base: number, tabs: number, table: number, slots: number): number
  linesEnd(): number
  countByte(from: number, to: number, byte: number): number
  recordLines(
    table: number,
    base: number,
    start: number,
    count: number,
    stride: number,
    suspects: number,
    number: number,
    starts: number,
    ends: number,
    numbers: number,
  ): number
  haveTabs(table: number, count: number, stride: number, tabs: number, exactly: number): number
  placeFields(table: number, base: number, count: number, stride: number, field: number, starts: number, ends: number): number
  fieldSpans(lines: number, start: number, count: number, stride: number, field: number, starts: number, ends: number): number
  infoSpans(base: number, count: number, key: number, length: number, starts: number, ends: number): void
  spanPositions(base: number, count: number, starts: number, ends: number, shift: number, least: number, values: number): number
  spanTexts(
    base: number,
    count: number,
    starts: number,
    ends: number,
    nullable: number,
    text: number,
    most: number,
    offsets: number,
    missing: number,
  ): number
  spanNumbers(
    base: number,
    count: number,
    starts: number,
    ends: number,
    form: number,
    whole: number,
    least: number,
    greatest: number,
    values: number,
    most: number,
    offsets: number,
    missing: number,
  ): number
  nullsFound(): number
  itemsWritten(): number
  forgetNames(table: number): void
  learnName(table: number, at: number, length: number, code: number): number
  nameFields(table: number, base: number, start: number, count: number, stride: number, field: number, names: number, codes: number): number
}

let compiled: Promise<WebAssembly.Module | undefined> | undefined
let ready: WebAssembly.Module | undefined

/** Undefined where the engine has no WebAssembly or no SIMD. */
export function inflateModule(): Promise<WebAssembly.Module | undefined> {
  compiled ??= compile()
  return compiled
}

async function compile(): Promise<WebAssembly.Module | undefined> {
  ready = await compileWasm(inflateWasm)
  return ready
}

/** The module if this thread has compiled it already: for a worker, which then runs the same machine code and compiles none. */
export function readyInflateModule(): WebAssembly.Module | undefined {
  return ready
}

/** Takes over what another thread has compiled. */
export function useInflateModule(module: WebAssembly.Module): void {
  ready = module
  compiled = Promise.resolve(module)
}

export async function instantiateInflate(module: WebAssembly.Module): Promise<InflateExports> {
  const instance = await WebAssembly.instantiate(module)
  // The exports of assembly/inflate/index.ts; a test holds the two together.
  return instance.exports as unknown as InflateExports
}
