/** `locusql -c "SELECT 1"` must not pay for what it does not use: what the shell loads at its start holds neither apache-arrow nor zod. */
import path from 'node:path'
import { build, type Metafile } from 'esbuild'
import { expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '../..')

test('the shell starts without apache-arrow, zod and pako', async () => {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['src/cli/run-shell.ts'],
    outdir: 'unused',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    metafile: true,
    write: false,
  })
  const loaded = loadedAtStart(metafile)
  expect(loaded.some(file => file.startsWith('src/session/'))).toBe(true)
  expect(loaded.filter(file => /node_modules\/(apache-arrow|flatbuffers|tslib|zod|pako)\//.test(file))).toEqual([])
})

/** The sources in the entry's chunk and in those that it imports statically. */
function loadedAtStart({ outputs }: Metafile): string[] {
  const entry = Object.keys(outputs).find(name => outputs[name]?.entryPoint === 'src/cli/run-shell.ts')
  const waiting = entry ? [entry] : []
  const seen = new Set<string>()
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name)) continue
    seen.add(name)
    for (const { path: imported, kind, external } of outputs[name]?.imports ?? [])
      if (kind === 'import-statement' && !external) waiting.push(imported)
  }
  return [...seen].flatMap(name => Object.keys(outputs[name]?.inputs ?? {}))
}
