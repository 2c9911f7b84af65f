// Builds dist/: the WebAssembly modules, the library (one file a module, with types), and the bundles of the shell and its worker.
import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))

rmSync(path.join(root, 'dist'), { recursive: true, force: true })
await import('./build-wasm.mjs')
run('typescript/bin/tsc', ['-p', 'tsconfig.build.json'])

// One bundle each keeps the start short: Node resolves and reads one file instead of hundreds.
await build({
  absWorkingDir: root,
  entryPoints: { cli: 'src/cli/main.ts', worker: 'src/platform/node/worker-entry.ts' },
  outdir: 'dist/bundle',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'linked',
  define: { LOCUSQL_VERSION: JSON.stringify(version) },
  banner: {
    js: "import { createRequire as locusqlCreateRequire } from 'node:module'; const require = locusqlCreateRequire(import.meta.url);",
  },
})

function run(script, args) {
  execFileSync(process.execPath, [path.join(root, 'node_modules', script), ...args], { cwd: root, stdio: 'inherit' })
}
