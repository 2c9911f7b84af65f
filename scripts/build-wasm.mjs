// Writes the WebAssembly modules beside the code that loads them. The files are committed, so that tests run from sources without a
// build; a test compares them with what this script would write.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { compile, MODULES, root } from './compile-wasm.mjs'

for (const module of MODULES) {
  const text = await compile(module)
  const file = path.join(root, module.target)
  if (existing(file) !== text) writeFileSync(file, text)
}

function existing(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}
