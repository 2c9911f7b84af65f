/** The print kernels: WebAssembly where the engine has it, with SIMD. */
import type { PrintKernels } from './print-kernels.ts'
import { ScriptKernels } from './script-kernels.ts'

export async function loadPrintKernels(): Promise<PrintKernels> {
  if (typeof WebAssembly !== 'object') return new ScriptKernels()
  const { printWasm } = await import('./print-wasm.ts')
  const bytes = Uint8Array.from(atob(printWasm), char => char.charCodeAt(0))
  try {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes))
    // The exports of assembly/print/index.ts; tests run both kernels alike.
    return exports as unknown as PrintKernels
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) return new ScriptKernels() // no SIMD
    throw error
  }
}
