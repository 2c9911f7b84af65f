/** Loads CommonJS bundles, and modules out of packs of them, from one folder, with the code that V8 compiled for them in an earlier process. */
import { accessSync, constants, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Script } from 'node:vm'

interface LoadedBundle {
  readonly script: Script
  readonly module: { exports: unknown }
  /** Whether V8 had to compile it for lack of a file, and not because it refused the one there is. */
  readonly uncached: boolean
}

/** The pack of each module that stands in one. */
export type Packs = Readonly<Record<string, string>>
type PackedModule = (require: (wanted: string) => unknown, exports: object) => void

export class BundleLoader {
  readonly #folder: string
  readonly #cache: string
  readonly #packs: Packs
  readonly #outside: NodeJS.Require
  readonly #loaded = new Map<string, LoadedBundle>()
  readonly #modules = new Map<string, object>()

  /** `build`: tells the bundles of one build from those of another: V8 itself compares nothing but lengths. */
  constructor(folder: string, build: string, packs: Packs = {}) {
    this.#folder = folder
    this.#packs = packs
    this.#outside = createRequire(path.join(folder, 'cli.cjs'))
    // Another version of Node refuses the code, as another processor would have to.
    this.#cache = path.join(folder, 'compiled', `${build}-${process.version}-${process.arch}`)
  }

  /** What the bundle, or a module of a pack, exports. */
  load(name: string): unknown {
    const pack = this.#packs[name]
    return pack === undefined ? this.#bundle(name) : this.#module(name, pack)
  }

  #module(name: string, pack: string): unknown {
    const known = this.#modules.get(name)
    if (known) return known
    // The build made the pack (scripts/pack-modules.mjs).
    const run = (this.#bundle(pack) as Readonly<Record<string, PackedModule>>)[name]
    const made = {}
    this.#modules.set(name, made)
    run?.(this.#require, made)
    return made
  }

  readonly #require = (wanted: string): unknown => (wanted.startsWith('./') ? this.load(wanted.slice(2)) : this.#outside(wanted))

  #bundle(name: string): unknown {
    const known = this.#loaded.get(name)
    if (known) return known.module.exports
    const file = path.join(this.#folder, name)
    const cachedData = this.#cachedCode(name)
    // The bundles hold ASCII only (a regular expression with other letters must write them as \u2026), which is read fastest this way. All on one line: lines in stack traces stay those of the file.
    const text = `(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'latin1')}\n})`
    const script = new Script(text, { filename: file, ...(cachedData && { cachedData }) })
    const module: { exports: unknown } = { exports: {} }
    this.#loaded.set(name, { script, module, uncached: cachedData === undefined })
    script.runInThisContext()(module.exports, this.#require, module, file, this.#folder)
    return module.exports
  }

  /** Writes what V8 compiled so far, for bundles of which there is nothing yet. Where the folder may not be written, nothing happens. */
  keepCode(): void {
    for (const [name, { script, uncached }] of this.#loaded) if (uncached) this.#write(name, script)
  }

  #cachedCode(name: string): Buffer | undefined {
    try {
      return readFileSync(path.join(this.#cache, name))
    } catch {
      return undefined // Whatever is the matter with it: the bundle runs without.
    }
  }

  #write(name: string, script: Script): void {
    try {
      accessSync(this.#folder, constants.W_OK)
      mkdirSync(this.#cache, { recursive: true })
      const temporary = path.join(this.#cache, `.${name}.${process.pid}`)
      writeFileSync(temporary, script.createCachedData())
      // Another process that starts meanwhile sees all of it or nothing.
      renameSync(temporary, path.join(this.#cache, name))
    } catch {
      // A full disk, a folder that went away: the next start compiles again, as this one did.
    }
  }
}
