/** `locusql -c "SELECT 1"` must not pay for what it does not use: packages that are large and seldom needed stand in bundles of their own. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundleShell, type ShellBundles } from '../support/bundle-shell.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'locusql-start-'))
let bundles: ShellBundles
beforeAll(async () => {
  bundles = await bundleShell(folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const sourcesOf = (...packs: readonly string[]) => packs.flatMap(pack => bundles.sources[pack] ?? [])

test.each(['shell.cjs', 'fragments.cjs'])('neither core.cjs nor %s holds apache-arrow, hyparquet, pako or a format', name => {
  const sources = sourcesOf('core.cjs', name)
  expect(sources).toContain('src/execution/run-fragment.ts')
  expect(
    sources.filter(file => /node_modules\/(apache-arrow|flatbuffers|tslib|hyparquet|hyparquet-compressors|pako)\//.test(file)),
  ).toEqual([])
  expect(sources.filter(file => /^src\/formats\/\w+\/\w+-format.ts/.test(file))).toEqual([])
})

test('a format stands in a pack that is loaded with it', () => {
  expect(sourcesOf('bed-format.cjs')).toContain('src/formats/bed/bed-format.ts')
})

test('the worker holds no SQL', () => {
  const sources = sourcesOf('core.cjs', 'files.cjs', 'fragments.cjs')
  expect(sources.filter(file => /^src\/(sql|optimizer|physical|session|cli)\//.test(file))).toEqual([])
})

test('formats, and what a worker reads with them, need nothing of the shell', () => {
  const textOf = (pack: string) => readFileSync(path.join(folder, pack), 'latin1')
  const ofShell = new Set([...textOf('shell.cjs').matchAll(/exports\["([^"]+)"\]=/g)].map(match => match[1]))
  expect(ofShell.size).toBeGreaterThan(1)
  const packs = ['core.cjs', 'files.cjs', 'fragments.cjs', ...Object.keys(bundles.sources).filter(name => name.endsWith('-format.cjs'))]
  const needed = packs.flatMap(pack => [...textOf(pack).matchAll(/require\("\.\/([^"]+)"\)/g)].map(match => `${pack} needs ${match[1]}`))
  expect(needed.length).toBeGreaterThan(packs.length)
  expect(needed.filter(text => ofShell.has(text.split(' ')[2]))).toEqual([])
})

test('every pack and bundle is ASCII, as its loader reads it', () => {
  const names = readdirSync(folder).filter(name => name.endsWith('.cjs'))
  expect(names).toEqual(expect.arrayContaining([...Object.keys(bundles.sources), 'apache-arrow.cjs', 'hyparquet.cjs']))
  expect(names.filter(name => /[^\0-\x7f]/.test(readFileSync(path.join(folder, name), 'utf8')))).toEqual([])
})
