/** An instance of the decoder for tests that call it directly. */
import { type InflateExports, inflateModule, instantiateInflate } from '../../src/io/inflate/inflate-module.ts'

/** What only tests use of the module. */
export interface DecoderExports extends InflateExports {
  inflateStream(from: number, end: number, readable: number, to: number, toEnd: number, writable: number): number
  consumedEnd(): number
}

export async function loadDecoder(): Promise<DecoderExports> {
  const module = await inflateModule()
  if (!module) throw new Error('This engine has no WebAssembly with SIMD.')
  return (await instantiateInflate(module)) as DecoderExports
}
