/** Compiles a WebAssembly module that lies inlined as base64. */

/** Undefined where the engine has no WebAssembly or no SIMD. */
export async function compileWasm(base64: string): Promise<WebAssembly.Module | undefined> {
  if (typeof WebAssembly !== 'object') return undefined
  const bytes = decodeBase64(base64)
  return WebAssembly.validate(bytes) ? WebAssembly.compile(bytes) : undefined
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
  return bytes
}
