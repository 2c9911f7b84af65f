import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { BundleLoader } from './bundle-loader.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'locusql-bundles-'))
  writeFileSync(
    path.join(folder, 'main.cjs'),
    "exports.part = () => require('./part.cjs'); exports.path = require('node:path'); exports.here = __filename",
  )
  writeFileSync(path.join(folder, 'part.cjs'), 'exports.loaded = globalThis.partsLoaded = (globalThis.partsLoaded ?? 0) + 1')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

interface Main {
  readonly part: () => { readonly loaded: number }
  readonly path: typeof path
  readonly here: string
}

const cacheOf = (build: string) => path.join(folder, 'compiled', `${build}-${process.version}-${process.arch}`)

test('a bundle gets its exports, the modules of Node, and the bundles beside it, each loaded once', () => {
  const main = new BundleLoader(folder, 'a').load('main.cjs') as Main
  expect(main.here).toBe(path.join(folder, 'main.cjs'))
  expect(main.path.join('a', 'b')).toBe(path.join('a', 'b'))
  expect(main.part()).toBe(main.part())
})

test('compiled code is kept for the bundles that were loaded, and another process runs with it', () => {
  const first = new BundleLoader(folder, 'a')
  first.load('main.cjs')
  first.keepCode()
  expect(readdirSync(cacheOf('a'))).toEqual(['main.cjs'])
  const before = readFileSync(path.join(cacheOf('a'), 'main.cjs'))
  const second = new BundleLoader(folder, 'a')
  const main = second.load('main.cjs') as Main
  main.part()
  second.keepCode()
  expect(readdirSync(cacheOf('a'))).toEqual(['main.cjs', 'part.cjs'])
  expect(readFileSync(path.join(cacheOf('a'), 'main.cjs'))).toEqual(before)
})

test('modules of packs run once, when they are asked for, and may ask for those of other packs', () => {
  writeFileSync(
    path.join(folder, 'few.cjs'),
    `exports['a.js'] = (require, exports) => { exports.b = require('./b.js'); exports.os = require('node:os') }
    exports['c.js'] = () => { throw new Error('nobody asked') }`,
  )
  writeFileSync(path.join(folder, 'more.cjs'), "exports['b.js'] = (require, exports) => { exports.first = require('./part.cjs').loaded }")
  const loader = new BundleLoader(folder, 'a', { 'a.js': 'few.cjs', 'b.js': 'more.cjs', 'c.js': 'few.cjs' })
  const a = loader.load('a.js') as { readonly b: unknown; readonly os: { readonly EOL: string } }
  expect(a.os.EOL).toMatch(/\n$/)
  expect(a.b).toBe(loader.load('b.js'))
  expect(loader.load('a.js')).toBe(a)
})

test('code of another build is not used', () => {
  const first = new BundleLoader(folder, 'a')
  first.load('part.cjs')
  first.keepCode()
  // As long as before: V8 would take the old code for it.
  writeFileSync(path.join(folder, 'part.cjs'), readFileSync(path.join(folder, 'part.cjs'), 'latin1').replace('+ 1', '+ 9'))
  const loaded = () => (new BundleLoader(folder, 'b').load('part.cjs') as { readonly loaded: number }).loaded
  expect(loaded() - loaded()).toBe(-9)
})

test('code that V8 refuses does no harm', () => {
  const first = new BundleLoader(folder, 'a')
  first.load('main.cjs')
  first.keepCode()
  writeFileSync(path.join(cacheOf('a'), 'main.cjs'), 'damaged')
  expect((new BundleLoader(folder, 'a').load('main.cjs') as Main).path).toBe(path)
})

test.skipIf(process.getuid?.() === 0)('a folder that may not be written stays as it is', () => {
  chmodSync(folder, 0o555)
  const loader = new BundleLoader(folder, 'a')
  loader.load('main.cjs')
  loader.keepCode()
  expect(readdirSync(folder)).toEqual(['main.cjs', 'part.cjs'])
  chmodSync(folder, 0o755)
})
