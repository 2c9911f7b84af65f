/** Temporary files are gone after success, error and abort, and when the process is killed. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TemporaryFile, TemporaryStore } from '../../src/io/temporary-store.ts'
import { createNodePlatform } from '../../src/platform/node/node-platform.ts'
import { createNodeTemporaryStore } from '../../src/platform/node/node-temporary-store.ts'
import { createSessionContext, type SessionContext } from '../../src/session/session-context.ts'
import { bundle } from '../support/bundle.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'locusql-spill-test-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Spill files that a process has open, with or without a name. */
function openFiles(pid: number | 'self' = 'self'): number {
  return readdirSync(`/proc/${pid}/fd`).filter(name => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${name}`).startsWith(path.join(folder, 'locusql-spill-'))
    } catch {
      return false // closed since it was listed
    }
  }).length
}

/** Node's own files, with something that happens before each write. */
function watched(beforeWrite: () => void): TemporaryStore {
  const store = createNodeTemporaryStore()
  return {
    async create(directory) {
      const file: TemporaryFile = await store.create(directory)
      return {
        path: file.path,
        append: parts => {
          beforeWrite()
          return file.append(parts)
        },
        read: (offset, length) => file.read(offset, length),
        remove: () => file.remove(),
      }
    },
  }
}

async function open(temporary: TemporaryStore, limit = '40 KB'): Promise<SessionContext> {
  const db = createSessionContext(
    { ...createNodePlatform(), temporary },
    { 'execution.workers': 'off', 'execution.batch_size': 500, 'execution.temp_directory': folder },
  )
  await db.sql("CREATE TABLE t AS SELECT i, i * 7919 % 1999 AS k, 'name' || i AS s FROM generate_series(1, 2000) r(i)").run()
  db.setOption('execution.memory_limit', limit)
  return db
}

const queries = [
  'SELECT * FROM t ORDER BY k, s',
  'SELECT s, count(*), sum(k) FROM t GROUP BY s',
  'SELECT DISTINCT s, k FROM t',
  'SELECT a.i, b.s FROM t a JOIN t b ON a.k = b.k',
  'SELECT i, sum(k) OVER (PARTITION BY s) FROM t',
  'SELECT s, k FROM t EXCEPT SELECT s, i FROM t',
]

describe.skipIf(process.platform !== 'linux')('on Linux, which tells what is open', () => {
  test.each(queries)('%s leaves nothing after success, an early end, an error and an abort', async sql => {
    let onWrite = (): void => {}
    await using db = await open(watched(() => onWrite()))
    let most = 0
    onWrite = () => {
      most = Math.max(most, openFiles())
    }
    await db.sql(sql).run()
    expect(most).toBeGreaterThan(0)
    expect(openFiles()).toBe(0)
    for await (const _ of db.sql(sql)) break
    expect(openFiles()).toBe(0)
    const stop = new AbortController()
    let writes = 0
    onWrite = () => {
      if (++writes === 5) stop.abort()
    }
    await expect(db.sql(sql, [], { signal: stop.signal }).run()).rejects.toThrow('aborted')
    expect(openFiles()).toBe(0)
    writes = 0
    onWrite = () => {
      if (++writes === 5) throw new Error('the disk is gone')
    }
    await expect(db.sql(sql).run()).rejects.toThrow('the disk is gone')
    expect(openFiles()).toBe(0)
    expect(readdirSync(folder)).toEqual([])
  })

  test('a thousand queries that are aborted while they spill leave no file', async () => {
    let stop = new AbortController()
    let left = 0
    await using db = await open(watched(() => left-- === 0 && stop.abort()))
    for (let i = 0; i < 1000; i++) {
      stop = new AbortController()
      left = i % 4
      const sql = queries[i % queries.length] ?? ''
      await expect(db.sql(sql, [], { signal: stop.signal }).run()).rejects.toThrow('aborted')
    }
    expect(openFiles()).toBe(0)
    expect(readdirSync(folder)).toEqual([])
  }, 300_000) // some ten seconds, unless others use the machine

  test('a process that is killed while it spills leaves nothing', async () => {
    const main = await bundle(path.join(import.meta.dirname, '../support/spilling-main.ts'))
    try {
      const child = spawn(process.execPath, [main.location.pathname, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
      await new Promise(resolve => child.stdout.once('data', resolve))
      expect(openFiles(child.pid)).toBeGreaterThan(0) // it has been spawned
      const ended = new Promise(resolve => child.once('exit', resolve))
      child.kill('SIGKILL')
      await ended
      expect(readdirSync(folder)).toEqual([])
    } finally {
      main.remove()
    }
  })
})

test('a directory that is missing fails the query, and the next one runs', async () => {
  await using db = await open(createNodeTemporaryStore())
  db.setOption('execution.temp_directory', path.join(folder, 'none'))
  const failure = db.sql(queries[0] ?? '').run()
  await expect(failure).rejects.toMatchObject({ code: 'RESOURCE', reason: 'temp_directory' })
  await expect(failure).rejects.toThrow(`${path.join(folder, 'none')}, does not exist. Create it, set execution.temp_directory`)
  db.setOption('execution.temp_directory', folder)
  expect((await db.sql(queries[0] ?? '').run()).rows).toBe(2000)
})
