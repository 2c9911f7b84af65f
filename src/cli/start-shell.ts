/** What the `locusql` command runs first: loads the shell's bundle, and keeps the compiled code of a run that answered something. */
import { BundleLoader, type Packs } from '../platform/node/bundle-loader.ts'
import type { runMain } from './main.ts'

/** A hash of the bundles, which the build writes here. */
declare const LOCUSQL_BUILD: string
/** Where the modules are, which the build writes here too. */
declare const LOCUSQL_PACKS: Packs

const loader = new BundleLoader(__dirname, LOCUSQL_BUILD, LOCUSQL_PACKS)
// The build made it of main.ts.
const shell = loader.load('shell.js') as { readonly runMain: typeof runMain }
shell.runMain(process.argv.slice(2)).then(ran => {
  if (ran === 'statements') process.once('exit', () => loader.keepCode())
})
