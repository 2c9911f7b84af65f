/** Bundles a TypeScript file for Node, so that a worker or another process can run it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

export interface Bundle {
  readonly location: URL
  remove(): void
}

export async function bundle(entry: string): Promise<Bundle> {
  const folder = mkdtempSync(path.join(tmpdir(), 'locusql-'))
  const outfile = path.join(folder, 'bundle.mjs')
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'error' })
  return { location: pathToFileURL(outfile), remove: () => rmSync(folder, { recursive: true, force: true }) }
}
