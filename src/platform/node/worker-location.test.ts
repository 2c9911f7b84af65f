import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { workerLocation } from './worker-location.ts'

let root = ''

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'locusql-'))
  mkdirSync(path.join(root, 'dist/bundle'), { recursive: true })
  writeFileSync(path.join(root, 'dist/bundle/worker.cjs'), '')
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

test.each([
  ['the sources', 'src/platform/node/worker-location.ts'],
  ['the built modules', 'dist/platform/node/worker-location.js'],
  ['the bundle of the shell', 'dist/bundle/shell.cjs'],
  ['the bundle of the worker', 'dist/bundle/fragments.cjs'],
])('%s find the bundle of the worker', (_, module) => {
  const found = workerLocation(pathToFileURL(path.join(root, module)).href)
  expect(found.href).toBe(pathToFileURL(path.join(root, 'dist/bundle/worker.cjs')).href)
})

test('a missing bundle is an error that says what to do', () => {
  const module = pathToFileURL(path.join(root, 'elsewhere/src/platform/node/worker-location.ts')).href
  expect(() => workerLocation(module)).toThrow(
    /bundle of the worker threads is missing: .*dist\/bundle\/worker.cjs. Build it with `npm run build`/,
  )
})
