/** `locusql -c "SELECT 1"` must not pay for what it does not use: packages that are large and seldom needed stand in bundles of their own. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
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

const inputsOf = (name: string) =>
  Object.entries(bundles.outputs).flatMap(([output, { inputs }]) => (path.basename(output) === name ? Object.keys(inputs) : []))

test.each(['shell.cjs', 'fragments.cjs'])('%s holds neither apache-arrow nor hyparquet nor pako', name => {
  const inputs = inputsOf(name)
  expect(inputs).toContain('src/execution/run-fragment.ts')
  expect(inputs.filter(file => /node_modules\/(apache-arrow|flatbuffers|tslib|hyparquet|hyparquet-compressors|pako)\//.test(file))).toEqual(
    [],
  )
})

test('the worker holds no SQL', () => {
  expect(inputsOf('fragments.cjs').filter(file => /^src\/(sql|optimizer|physical|session|cli)\//.test(file))).toEqual([])
})

test.each(['shell.cjs', 'fragments.cjs', 'apache-arrow.cjs', 'hyparquet.cjs', 'hyparquet-compressors.cjs'])(
  '%s is ASCII, as its loader reads it',
  name => {
    expect(/[^\0-\x7f]/.exec(readFileSync(path.join(folder, name), 'utf8'))).toBeNull()
  },
)
