// Bundles the shell and the worker threads. CommonJS, because Node can load that with code compiled before (docs/adr/0006): start-shell.ts and
// start-worker.ts do. What few queries need stands in packs and bundles of its own, loaded when asked for.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { packModules } from './pack-modules.mjs'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
/** Packages that are large and seldom needed. */
const APART = ['apache-arrow', 'hyparquet', 'hyparquet-compressors']
const ENTRIES = { shell: 'src/cli/main.ts', fragments: 'src/platform/node/worker-entry.ts' }

const options = {
  absWorkingDir: root,
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'linked',
  outExtension: { '.js': '.cjs' },
}

/** Writes the bundles into a folder; returns the sources of each pack. */
export async function bundle(outdir) {
  const folder = path.resolve(root, outdir)
  mkdirSync(folder, { recursive: true })
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  const split = await build({
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minifySyntax: true,
    legalComments: 'inline',
    outdir,
    entryPoints: ENTRIES,
    define: { LOCUSQL_VERSION: JSON.stringify(version), 'import.meta.url': 'locusqlModuleUrl' },
    plugins: [setApart],
    metafile: true,
    write: false,
  })
  const { packs, places } = await packModules(split, Object.keys(ENTRIES))
  const hash = createHash('sha256')
  for (const [name, text] of Object.entries(packs)) {
    hash.update(text)
    writeFileSync(path.join(folder, name), text)
  }
  await build({ ...options, outdir, entryPoints: Object.fromEntries(APART.map(name => [name, name])) })
  for (const name of APART) hash.update(readFileSync(path.join(folder, `${name}.cjs`)))
  await build({
    ...options,
    outdir,
    entryPoints: { cli: 'src/cli/start-shell.ts', worker: 'src/platform/node/start-worker.ts' },
    define: { LOCUSQL_BUILD: JSON.stringify(hash.digest('hex').slice(0, 16)), LOCUSQL_PACKS: JSON.stringify(places) },
  })
  return sourcesOf(split.metafile, places)
}

function sourcesOf({ outputs }, places) {
  const sources = {}
  for (const [file, { inputs }] of Object.entries(outputs)) {
    const pack = places[path.basename(file)]
    sources[pack] = [...(sources[pack] ?? []), ...Object.keys(inputs)]
  }
  return sources
}

const setApart = {
  name: 'set-apart',
  setup({ onResolve }) {
    onResolve({ filter: new RegExp(`^(${APART.join('|')})$`) }, ({ path: name }) => ({ path: `./${name}.cjs`, external: true }))
  },
}
