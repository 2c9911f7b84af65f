// Random tables written by nodejs-polars and by the Arrow library: the same rows out of files, compressed files and streams; and polars reads what we give.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { tableFromArrays, tableToIPC } from 'apache-arrow'
import polars from 'nodejs-polars'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { open } from '../../../src/node.ts'
import type { SessionContext } from '../../../src/session/session-context.ts'

let folder = ''
let db: SessionContext
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'locusql-arrow-'))
  db = await open()
  db.setOption('execution.workers', 'off')
})
afterAll(async () => {
  await db.close()
  rmSync(folder, { recursive: true })
})

const ROWS = 20_000
const columns = {
  id: Array.from({ length: ROWS }, (_, i) => i),
  score: Array.from({ length: ROWS }, (_, i) => (i % 11 === 0 ? null : Math.sin(i))),
  name: Array.from({ length: ROWS }, (_, i) => (i % 7 === 0 ? null : `gene ${i % 300} ${'é'.repeat(i % 5)}${'long '.repeat(i % 9)}`)),
  known: Array.from({ length: ROWS }, (_, i) => (i % 13 === 0 ? null : i % 2 === 0)),
  sizes: Array.from({ length: ROWS }, (_, i) => Array.from({ length: i % 4 }, (_, k) => i + k)),
}
const names = Object.keys(columns) as readonly (keyof typeof columns)[]
const rows = columns.id.map(i => Object.fromEntries(names.map(name => [name, columns[name][i]])))

async function read(name: string, bytes: Uint8Array, sql = 'SELECT * FROM read_arrow($1)'): Promise<unknown> {
  const location = path.join(folder, name)
  writeFileSync(location, bytes)
  return plain(await db.sql(sql, [location]).toArray())
}

/** Numbers of polars are floats or bigints; what counts here is their value. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, item) => (typeof item === 'bigint' ? Number(item) : item)))
}

test.each(['uncompressed', 'lz4', 'zstd'] as const)('a frame of polars: %s', async compression => {
  const bytes = polars.DataFrame(columns).writeIPC({ compression })
  expect(await read(`${compression}.arrow`, bytes)).toEqual(plain(rows))
  const sql = "SELECT id, name FROM read_arrow($1) WHERE known AND score > 0.5 AND name LIKE '%7%'"
  const wanted = rows.filter(row => row.known === true && Number(row.score) > 0.5 && String(row.name).includes('7'))
  expect(await read(`${compression}.arrow`, bytes, sql)).toEqual(plain(wanted.map(({ id, name }) => ({ id, name }))))
})

test.each(['file', 'stream'] as const)('a table of the Arrow library: %s', async kind => {
  const { id, score, name, known } = columns
  const table = tableFromArrays({ id: Int32Array.from(id), score, name, known })
  const found = await read(kind === 'file' ? 'library.arrow' : 'library.arrows', tableToIPC(table, kind))
  expect(found).toEqual(plain(rows.map(({ id, score, name, known }) => ({ id, score, name, known }))))
})

test('polars reads what we give it', async () => {
  const location = path.join(folder, 'again.arrow')
  writeFileSync(location, polars.DataFrame(columns).writeIPC({ compression: 'uncompressed' }))
  const bytes = await db.sql('SELECT id, name, score FROM read_arrow($1) WHERE id < 500', [location]).toIPC()
  const stream = path.join(folder, 'again.arrows')
  writeFileSync(stream, bytes)
  expect(plain(await db.readArrow(stream).then(table => table.toArray()))).toEqual(
    plain(rows.slice(0, 500).map(({ id, name, score }) => ({ id, name, score }))),
  )
  await db.registerArrow('frame', polars.DataFrame(columns).writeIPC({ compression: 'uncompressed' }))
  expect(plain(await db.sql('SELECT count(*) AS n FROM frame').toArray())).toEqual([{ n: ROWS }])
  await db.registerArrow(location, 'as_file')
  expect(plain(await db.sql('SELECT count(*) AS n FROM as_file').toArray())).toEqual([{ n: ROWS }])
})
