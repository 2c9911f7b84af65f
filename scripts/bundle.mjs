// Bundles the shell and the worker threads. CommonJS, because Node can load that with code compiled before (docs/adr/0006): start-shell.ts and
// start-worker.ts do. What few queries need stands in bundles of its own, loaded when asked for.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
/** Packages that are large and seldom needed. */
const APART = ['apache-arrow', 'hyparquet', 'hyparquet-compressors']

const options = {
  absWorkingDir: root,
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'linked',
  // Dynamic imports become calls of require(), which the loader of bundles answers.
  supported: { 'dynamic-import': false },
  outExtension: { '.js': '.cjs' },
  metafile: true,
}

/** Writes the bundles into a folder; returns what esbuild says of the shell's and the worker's. */
export async function bundle(outdir) {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  const { metafile } = await build({
    ...options,
    outdir,
    entryPoints: { shell: 'src/cli/main.ts', fragments: 'src/platform/node/worker-entry.ts' },
    define: { LOCUSQL_VERSION: JSON.stringify(version), 'import.meta.url': 'locusqlModuleUrl' },
    banner: { js: "'use strict';const locusqlModuleUrl=require('node:url').pathToFileURL(__filename).href;" },
    plugins: [setApart],
  })
  await build({ ...options, outdir, entryPoints: Object.fromEntries(APART.map(name => [name, name])), plugins: [] })
  const hash = createHash('sha256')
  for (const name of ['shell', 'fragments', ...APART]) hash.update(readFileSync(path.resolve(root, outdir, `${name}.cjs`)))
  await build({
    ...options,
    outdir,
    entryPoints: { cli: 'src/cli/start-shell.ts', worker: 'src/platform/node/start-worker.ts' },
    define: { LOCUSQL_BUILD: JSON.stringify(hash.digest('hex').slice(0, 16)) },
  })
  return metafile
}

const setApart = {
  name: 'set-apart',
  setup({ onResolve }) {
    onResolve({ filter: new RegExp(`^(${APART.join('|')})$`) }, ({ path: name }) => ({ path: `./${name}.cjs`, external: true }))
  },
}
