/** Compiles a WebAssembly module that lies inlined as base64. */
import { decodeBase64 } from '../common/decode-base64.ts'

/** Undefined where the engine has no WebAssembly or no SIMD. */
export async function compileWasm(base64: string): Promise<WebAssembly.Module | undefined> {
  if (typeof WebAssembly !== 'object') return undefined
  const bytes = decodeBase64(base64)
  return WebAssembly.validate(bytes) ? WebAssembly.compile(bytes) : undefined
}
