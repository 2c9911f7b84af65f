/** Makes the bundles of the shell as the build does. */
import path from 'node:path'

export interface ShellBundles {
  /** What a process runs as `locusql`. */
  readonly main: string
  /** The source files of each pack. */
  readonly sources: Readonly<Record<string, readonly string[]>>
}

export async function bundleShell(folder: string): Promise<ShellBundles> {
  const script = path.join(import.meta.dirname, '../../scripts/bundle.mjs')
  // What the script exports; it has no types.
  const { bundle } = (await import(script)) as { readonly bundle: (outdir: string) => Promise<ShellBundles['sources']> }
  return { main: path.join(folder, 'cli.cjs'), sources: await bundle(folder) }
}
