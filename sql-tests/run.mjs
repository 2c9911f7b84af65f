// Runs .slt files without the test runner: node sql-tests/run.mjs [--all] [--complete] [file.slt …]
import { mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const folder = mkdtempSync(path.join(import.meta.dirname, '../node_modules/.slt-'))
try {
  const outfile = path.join(folder, 'main.mjs')
  await build({
    entryPoints: [path.join(import.meta.dirname, 'runner/main.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'error',
    define: { 'import.meta.dirname': JSON.stringify(path.join(import.meta.dirname, 'runner')) },
  })
  process.setSourceMapsEnabled(true)
  await import(pathToFileURL(outfile).href)
} finally {
  rmSync(folder, { recursive: true })
}
