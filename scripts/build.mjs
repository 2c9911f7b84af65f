// Builds dist/: the WebAssembly modules, the library (one file a module, with types), and the bundles of the shell, its worker and the library for Node.
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')

rmSync(path.join(root, 'dist'), { recursive: true, force: true })
await import('./build-wasm.mjs')
execFileSync(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
})
const { bundle } = await import('./bundle.mjs')
await bundle('dist/bundle')
const { bundleLibrary } = await import('./bundle-library.mjs')
await bundleLibrary('dist/bundle')
await import('./compile-bundles.mjs')
