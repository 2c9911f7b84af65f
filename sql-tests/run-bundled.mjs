// Bundles a TypeScript program of this folder and runs it in this process, without a test runner.
import { mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

export async function runBundled(entry) {
  const folder = mkdtempSync(path.join(import.meta.dirname, '../node_modules/.slt-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const outfile = path.join(folder, 'main.mjs')
  const source = path.join(import.meta.dirname, entry)
  await build({
    entryPoints: [source],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'error',
    define: { 'import.meta.dirname': JSON.stringify(path.dirname(source)) },
  })
  process.setSourceMapsEnabled(true)
  await import(pathToFileURL(outfile).href)
}
