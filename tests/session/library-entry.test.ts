/** `import 'locusql'` in Node: a bundle with the names of the sources, which loads no large package before it is asked for. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '../..')
// The fields that are read here, as the file has them.
const { exports } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { exports: { '.': { node: string } } }
const entry = path.join(root, exports['.'].node)

test('it exports what the module of the sources exports', async () => {
  const [built, source] = await Promise.all([import(entry), import(path.join(root, 'dist/node.js'))])
  expect(Object.keys(built).sort()).toEqual(Object.keys(source).sort())
})

test('it loads few files, and none of the large packages', () => {
  const loaded = new Set<string>()
  const packages = new Set<string>()
  const visit = (file: string): void => {
    if (loaded.has(file)) return
    loaded.add(file)
    for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(/^(?:import|export)\b[^"';]*["']([^"']+)["']/gm)) {
      if (specifier.startsWith('.')) visit(path.join(path.dirname(file), specifier))
      else packages.add(specifier.replace(/^node:.*/, 'node'))
    }
  }
  visit(entry)
  expect([...packages].filter(name => name !== 'node')).toEqual([])
  expect(loaded.size).toBeLessThan(40)
})
