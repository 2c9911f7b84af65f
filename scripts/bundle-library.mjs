// Bundles what `import 'locusql'` loads in Node: some large ES modules instead of a thousand small ones. Formats stay apart until they are asked
// for, and packages are those of the user: an Arrow Table is one of theirs.
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')

/** Beside the worker's bundle, where the library looks for it. */
export async function bundleLibrary(outdir) {
  await build({
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    outdir,
    entryPoints: { node: 'src/node.ts' },
    chunkNames: 'library-[hash]',
    external: ['apache-arrow', 'hyparquet', 'hyparquet-compressors'],
    legalComments: 'linked',
  })
}
