// Puts the ES modules that esbuild split a program into (docs/adr/0006) into some CommonJS packs, by when they are needed. A pack exports a function for
// each of its modules, which the loader of bundles runs when the module is asked for.
import path from 'node:path'
import { transform } from 'esbuild'

/** Stands for what several parts need that are loaded when asked for. */
const SHARED = 'files'

/**
 * `split`: what esbuild says of a build with `splitting`, not written. Returns the text of each pack, and the pack of each module. The entries make a pack
 * each, with what they import at once; `core` is what two of them need, one of them perhaps later.
 */
export async function packModules({ outputFiles, metafile }, entries) {
  const outputs = Object.fromEntries(Object.entries(metafile.outputs).map(([file, output]) => [path.basename(file), output]))
  const places = placeModules(outputs, entries)
  const parts = {}
  for (const { path: file, text } of outputFiles) {
    const name = path.basename(file)
    parts[places[name]] ??= []
    parts[places[name]].push(`exports[${JSON.stringify(name)}]=(function(require,exports){${moduleBody(name, text)}\n});`)
  }
  const packs = {}
  for (const [pack, texts] of Object.entries(parts)) {
    const text = texts.join('\n')
    const url = text.includes('locusqlModuleUrl') ? "const locusqlModuleUrl=require('node:url').pathToFileURL(__filename).href;" : ''
    const { code } = await transform(`'use strict';${url}${text}`, { minifySyntax: true, minifyWhitespace: true, target: 'node20' })
    packs[pack] = code
  }
  return { packs, places }
}

function placeModules(outputs, entries) {
  const reached = (start, kinds) => {
    const seen = new Set([start])
    for (const from of seen)
      for (const { path: file, kind, external } of outputs[from].imports)
        if (kinds.includes(kind) && !external) seen.add(path.basename(file))
    return seen
  }
  const parts = Object.keys(outputs)
    .filter(module => outputs[module].entryPoint)
    .map(module => {
      const isEntry = entries.includes(path.basename(module, '.js'))
      const name = isEntry ? path.basename(module, '.js') : path.basename(outputs[module].entryPoint, '.ts')
      const everything = isEntry ? reached(module, ['import-statement', 'dynamic-import']) : new Set()
      return { name, isEntry, modules: reached(module, ['import-statement']), everything }
    })
  const place = module => {
    const users = parts.filter(({ modules }) => modules.has(module))
    const whose = parts.filter(({ everything }) => everything.has(module))
    if (users.some(({ isEntry }) => isEntry)) return whose.length === 1 ? whose[0].name : 'core'
    if (users.length === 1) return users[0].name
    return whose.length === 1 ? whose[0].name : SHARED
  }
  return Object.fromEntries(Object.keys(outputs).map(module => [module, `${place(module)}.cjs`]))
}

/** The text of a module with require() and exports for the statements that esbuild writes. Modules import each other without cycles, and no export changes. */
function moduleBody(name, text) {
  const body = text
    .replace(/^import \{([^}]*)\} from ("[^"]+");$/gm, (_, names, from) => `const {${names.replaceAll(/ as /g, ': ')}} = require(${from});`)
    .replace(/^import ([\w$]+) from ("node:[^"]+");$/gm, 'const $1 = require($2);')
    .replace(/^import ("[^"]+");$/gm, 'require($1);')
    .replace(/^export \{([^}]*)\};$/gm, (_, names) =>
      exported(
        name,
        names.split(',').map(part => part.trim()),
        text,
      ),
    )
    .replace(/\bimport\(("[^"]+")\)/g, 'Promise.resolve().then(() => require($1))')
  const left = /^(import|export)\b.*/m.exec(body)
  if (left) throw new Error(`${name}: no pack can be made of: ${left[0]}`)
  return body
}

function exported(name, names, text) {
  return names
    .filter(part => part !== '')
    .map(part => {
      const [local, outside = local] = part.split(' as ')
      if (new RegExp(`^var ${local.replaceAll('$', '\\$')};`, 'm').test(text)) throw new Error(`${name}: the export ${local} changes`)
      return `exports.${outside} = ${local};`
    })
    .join('\n')
}
