/** Every example runs, and prints what examples/expected/ says. LOCUSQL_WRITE_EXPECTED=1 writes those files. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { afterAll, expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '../..')
const examples = path.join(root, 'examples')
// Inside node_modules, so that packages that stay outside of the bundle are found.
const folder = mkdtempSync(path.join(root, 'node_modules/.examples-'))

afterAll(() => rmSync(folder, { recursive: true }))

const files = readdirSync(examples).filter(name => /\.(mjs|ts)$/.test(name))

test.each(files)('%s', async name => {
  const outfile = path.join(folder, `${path.parse(name).name}.mjs`)
  await build({
    entryPoints: [path.join(examples, name)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
    external: ['apache-arrow', 'nodejs-polars', 'zod', 'zod/mini'],
    alias: { locusql: path.join(root, 'src/node.ts') },
    define: { 'import.meta.dirname': JSON.stringify(examples) },
  })
  const { stdout } = await promisify(execFile)(process.execPath, [outfile], { cwd: root, env: { ...process.env, NO_COLOR: '1' } })
  const expectedFile = path.join(examples, 'expected', `${path.parse(name).name}.txt`)
  if (process.env.LOCUSQL_WRITE_EXPECTED) writeFileSync(expectedFile, stdout)
  expect(stdout).toBe(readFileSync(expectedFile, 'utf8'))
})

test('the first snippet of the README is examples/register-and-select.ts', () => {
  const readme = readFileSync(path.join(root, 'README.md'), 'utf8')
  const snippet = /```ts\n([\s\S]*?)```/.exec(readme)?.[1]
  expect(snippet).toBe(readFileSync(path.join(examples, 'register-and-select.ts'), 'utf8'))
})
