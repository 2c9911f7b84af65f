/** Makes the bundles of the shell as the build does. */
import path from 'node:path'
import type { Metafile } from 'esbuild'

export interface ShellBundles {
  /** What a process runs as `locusql`. */
  readonly main: string
  readonly outputs: Metafile['outputs']
}

export async function bundleShell(folder: string): Promise<ShellBundles> {
  const script = path.join(import.meta.dirname, '../../scripts/bundle.mjs')
  // What the script exports; it has no types.
  const { bundle } = (await import(script)) as { readonly bundle: (outdir: string) => Promise<Metafile> }
  const { outputs } = await bundle(folder)
  return { main: path.join(folder, 'cli.cjs'), outputs }
}
