/** What a worker thread runs first: loads its bundle, and keeps the compiled code when it has lived long enough to have compiled what matters. */
import { BundleLoader, type Packs } from './bundle-loader.ts'

/** A hash of the bundles, which the build writes here. */
declare const LOCUSQL_BUILD: string
/** Where the modules are, which the build writes here too. */
declare const LOCUSQL_PACKS: Packs

/** Milliseconds. */
const WARMED_UP = 1000

const loader = new BundleLoader(__dirname, LOCUSQL_BUILD, LOCUSQL_PACKS)
loader.load('fragments.js')
setTimeout(() => loader.keepCode(), WARMED_UP).unref()
