// Random objects, as lines and as an array, read the same as by JSON.parse.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { open } from '../../../src/node.ts'
import type { SessionContext } from '../../../src/session/session-context.ts'

let folder = ''
let db: SessionContext
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'locusql-json-'))
  db = await open()
  db.setOption('execution.workers', 'off')
})
afterAll(async () => {
  await db.close()
  rmSync(folder, { recursive: true })
})

const text = fc.string({ unit: fc.constantFrom('a', '"', '\\', '\n', '\t', '{', ']', 'é', '🧬', '\u2028', ','), maxLength: 6 })
const row = fc.record(
  {
    id: fc.integer(),
    score: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null)),
    name: fc.oneof(text, fc.constant(null)),
    known: fc.boolean(),
    sizes: fc.array(fc.integer(), { maxLength: 3 }),
    call: fc.record({ depth: fc.nat(), tags: fc.array(fc.record({ k: text }), { maxLength: 2 }) }, { requiredKeys: [] }),
  },
  { requiredKeys: ['id'] },
)
/** The first line tells every type. */
const FIRST = { id: 1, score: 0.5, name: '', known: true, sizes: [1], call: { depth: 1, tags: [{ k: 'x' }] } }
type Value = null | boolean | number | string | readonly Value[] | { readonly [name: string]: Value | undefined }

/** As a row of the table: keys that are missing are NULL, and integral doubles are what they are. */
function filled(value: Value | undefined, shape: Value): Value {
  if (value === undefined || value === null) return null
  if (Array.isArray(value)) return value.map(item => filled(item, (shape as readonly Value[])[0] ?? null))
  if (typeof value !== 'object') return Object.is(value, -0) ? 0 : value
  const wanted = shape as { readonly [name: string]: Value }
  const found = value as { readonly [name: string]: Value }
  return Object.fromEntries(Object.keys(wanted).map(name => [name, filled(found[name], wanted[name] ?? null)]))
}

const plain = (rows: readonly object[]): unknown => JSON.parse(JSON.stringify(rows).replace(/(?<=[[,:])-0(?=[\],}])/g, '0'))

test.each(['lines', 'array'])(
  '%s',
  async layout => {
    let number = 0
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 12 }), fc.constantFrom(0, 2), fc.boolean(), async (rows, indent, packs) => {
        const all = [FIRST, ...rows] as unknown as readonly Value[]
        const content =
          layout === 'array'
            ? JSON.stringify(all, null, indent)
            : all
                .map(item =>
                  JSON.stringify(item)
                    .replaceAll(':', indent > 0 ? ' : ' : ':')
                    .replaceAll(' : ', ': '),
                )
                .join('\n')
        // Blanks are put only where JSON.parse reads the same.
        const safe = layout === 'array' || sameLines(content, all) ? content : all.map(item => JSON.stringify(item)).join('\n')
        const location = path.join(folder, `${layout}${number++}.json${packs ? '.gz' : ''}`)
        writeFileSync(location, packs ? gzipSync(safe) : safe)
        const found = await db.sql('SELECT id, score, name, known, sizes, call FROM read_json($1)', [location]).toArray()
        expect(plain(found)).toEqual(plain(all.map(item => filled(item, FIRST as Value) as object)))
      }),
      { seed: 7, numRuns: 150 },
    )
  },
  120_000,
)

function sameLines(content: string, all: readonly Value[]): boolean {
  const lines = content.split('\n')
  return lines.length === all.length && lines.every((line, i) => JSON.stringify(JSON.parse(line)) === JSON.stringify(all[i]))
}
