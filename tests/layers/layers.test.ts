import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { checkLayers, type SourceFile } from './check-layers.ts'
import { layers } from './layer-table.ts'

const root = path.join(import.meta.dirname, '../..')

test('no import under src/ breaks the layer table', () => {
  expect(checkLayers(sources())).toEqual([])
})

test('ARCHITECTURE.md prints every room of the table', () => {
  const text = readFileSync(path.join(root, 'ARCHITECTURE.md'), 'utf8')
  const missing = Object.keys(layers).filter(room => !text.includes(`${room}/`))
  expect(missing).toEqual([])
})

test.each([
  [
    'a lower room importing a higher one',
    'columnar/a.ts',
    "import { b } from '../expr/b.ts'",
    'columnar/a.ts imports expr/b.ts: columnar may not import expr.',
  ],
  [
    'a type of a forbidden room',
    'columnar/a.ts',
    "import type { B } from '../expr/b.ts'",
    'columnar/a.ts imports expr/b.ts: columnar may not import expr.',
  ],
  [
    'a re-export of a forbidden room',
    'columnar/a.ts',
    "export * from '../expr/b.ts'",
    'columnar/a.ts imports expr/b.ts: columnar may not import expr.',
  ],
  [
    'a dynamic import of a forbidden room',
    'columnar/a.ts',
    "const b = await import('../expr/b.ts')",
    'columnar/a.ts imports expr/b.ts: columnar may not import expr.',
  ],
  [
    'a value where only types may cross',
    'catalog/a.ts',
    "import { b } from '../index/b.ts'",
    'catalog/a.ts imports values of index/b.ts: catalog may import only types of index.',
  ],
  ['node: in an engine room', 'io/a.ts', "import fs from 'node:fs'", 'io/a.ts imports node:fs: only platform/node/, cli/, node.ts may.'],
  [
    'node: in the browser platform',
    'platform/browser/a.ts',
    "import fs from 'node:fs'",
    'platform/browser/a.ts imports node:fs: only platform/node/, cli/, node.ts may.',
  ],
  [
    'one format importing another',
    'formats/vcf/a.ts',
    "import { b } from '../bam/b.ts'",
    'formats/vcf/a.ts imports formats/bam/b.ts: one format may not import another.',
  ],
  ['a file that is not there', 'io/a.ts', "import { b } from './nowhere.ts'", 'io/a.ts imports ./nowhere.ts, which is no file of src/.'],
])('a planted violation is found: %s', (_, file, text, complaint) => {
  const others = ['expr/b.ts', 'index/b.ts', 'formats/bam/b.ts'].map(name => ({ path: name, text: '' }))
  expect(checkLayers([{ path: file, text }, ...others])).toEqual([complaint])
})

test('a planted cycle is found, and a type import makes none', () => {
  const a = { path: 'io/a.ts', text: "import { b } from './b.ts'" }
  expect(checkLayers([a, { path: 'io/b.ts', text: "import { a } from './a.ts'" }])).toEqual(['Cycle: io/a.ts -> io/b.ts -> io/a.ts'])
  expect(checkLayers([a, { path: 'io/b.ts', text: "import type { A } from './a.ts'" }])).toEqual([])
})

function sources(): readonly SourceFile[] {
  const src = path.join(root, 'src')
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map(name => name.replaceAll('\\', '/'))
    .filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map(name => ({ path: name, text: readFileSync(path.join(src, name), 'utf8') }))
}
