/** What queries hold, they give back: open files, signals, memory; after success, error, break and abort. */
import { readdirSync, readlinkSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createNodePlatform } from '../../src/platform/node/node-platform.ts'
import { nodeWorkerFactory } from '../../src/platform/node/node-worker-factory.ts'
import { createSessionContext, type SessionContext } from '../../src/session/session-context.ts'
import { type Bundle, bundle } from '../support/bundle.ts'

const root = path.join(import.meta.dirname, '../..')
const file = path.join(root, 'fixtures/vcf/calls.vcf.gz')
const broken = path.join(root, 'fixtures/vcf/malformed/bad-crc.vcf.gz')
let worker: Bundle

beforeAll(async () => {
  worker = await bundle(path.join(root, 'src/platform/node/worker-entry.ts'))
})

afterAll(() => worker.remove())

function openFiles(): number {
  return readdirSync('/proc/self/fd').filter(name => {
    try {
      return readlinkSync(`/proc/self/fd/${name}`).endsWith('.gz')
    } catch {
      return false // closed since it was listed
    }
  }).length
}

/** Files that the operating system closes in the background are given a moment. */
async function openFilesSettled(): Promise<number> {
  for (let i = 0; i < 1000 && openFiles() > 0; i++) await sleep(10)
  return openFiles()
}

describe.each(['off', 'always'])('workers %s', workers => {
  let db: SessionContext

  beforeAll(async () => {
    db = createSessionContext(
      { ...createNodePlatform(), workers: nodeWorkerFactory({ location: worker.location }) },
      { 'execution.workers': workers, 'execution.target_partitions': 2 },
    )
    await db.registerVcf(file, 'calls')
  })

  afterAll(() => db.close())

  test('leaving the loop early, errors and aborts leave no file open', async () => {
    for (let i = 0; i < 50; i++) {
      for await (const _ of db.table('calls')) break
      await expect(db.scanVcf(broken).toArray()).rejects.toThrow('wrong CRC32')
      const stop = new AbortController()
      const running = db.sql('SELECT count(*) FROM calls WHERE qual > 10', [], { signal: stop.signal }).toArray()
      stop.abort()
      await expect(running).rejects.toThrow('aborted')
    }
    expect(await openFilesSettled()).toBe(0)
  })

  test('an abort at any moment rejects soon, and the next query is right', async () => {
    for (let delay = 0; delay < 12; delay++) {
      const stop = new AbortController()
      const running = db.sql('SELECT count(*) FROM calls a, calls b WHERE a.qual + b.qual = -1', [], { signal: stop.signal }).toArray()
      const settled = running.then(
        () => 'done',
        error => error.name,
      )
      await sleep(delay * 3)
      const began = performance.now()
      stop.abort()
      expect(await settled).toBe('AbortError')
      expect(performance.now() - began).toBeLessThan(20_000)
    }
    expect((await db.sql('SELECT count(*) AS n FROM calls').toArray())[0]?.n).toBe(6000)
    expect(await openFilesSettled()).toBe(0)
  })

  test('many queries at once give what one gives', async () => {
    const regions = Array.from({ length: 60 }, (_, i) => ({ chrom: `chr${1 + (i % 2)}`, start: 1 + i * 20_000 }))
    const one = ({ chrom, start }: { chrom: string; start: number }) =>
      db
        .sql('SELECT count(*) AS n, min(start) AS first FROM calls WHERE chrom = $1 AND start BETWEEN $2 AND $3', [
          chrom,
          start,
          start + 30_000,
        ])
        .toJSON()
    const together = await Promise.all(regions.map(one))
    for (const [index, region] of regions.entries()) expect(together[index]).toEqual(await one(region))
    expect(await openFilesSettled()).toBe(0)
  })
})

test('a thousand queries do not grow the heap', async () => {
  await using db = createSessionContext(createNodePlatform(), { 'execution.workers': 'off' })
  await db.registerVcf(file, 'calls')
  const sql = "SELECT start, ref FROM calls WHERE chrom = 'chr2' AND start BETWEEN 5000 AND 20000"
  for (let i = 0; i < 200; i++) await db.sql(sql).toArray()
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed
  for (let i = 0; i < 1000; i++) await db.sql(sql).toArray()
  globalThis.gc?.()
  // Without --expose-gc the heap holds garbage: what leaks would be more than this.
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(60e6)
})
