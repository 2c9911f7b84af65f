import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { NodeTemporaryFile } from './node-temporary-file.ts'
import { createNodeTemporaryStore } from './node-temporary-store.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'locusql-temporary-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('bytes come back, and the file has gone from the directory', async () => {
  const file = await createNodeTemporaryStore().create(folder)
  await file.append([Uint8Array.of(1, 2, 3), Uint8Array.of(4)])
  await file.append([Uint8Array.of(5, 6)])
  expect([...(await file.read(2, 3))]).toEqual([3, 4, 5])
  if (process.platform === 'linux') expect(readdirSync(folder)).toEqual([])
  await file.remove()
  await file.remove()
  expect(readdirSync(folder)).toEqual([])
})

test('files of processes that are dead go when another process begins to spill there; those of live ones stay', async () => {
  const dead = spawnSync(process.execPath, ['--eval', '']).pid
  const [stale, alive, other] = [`locusql-spill-${dead}-0.arrow`, `locusql-spill-${process.ppid}-0.arrow`, `other-${dead}.arrow`]
  for (const name of [stale, alive, other]) writeFileSync(path.join(folder, name), '')
  const file = await createNodeTemporaryStore().create(folder)
  await file.remove()
  expect(readdirSync(folder).sort()).toEqual([alive, other].sort())
})

test('an unusable directory is named, with what to do', async () => {
  const store = createNodeTemporaryStore()
  const missing = path.join(folder, 'missing')
  await expect(store.create(missing)).rejects.toMatchObject({
    code: 'RESOURCE',
    reason: 'temp_directory',
    message: `The query does not fit into execution.memory_limit, and the directory for temporary files, ${missing}, does not exist. Create it, set execution.temp_directory to another one, or raise the limit.`,
  })
  const plain = path.join(folder, 'plain')
  writeFileSync(plain, '')
  await expect(store.create(plain)).rejects.toThrow('is no directory. Use one, set')
})

test.skipIf(!existsSync('/dev/full'))('a full disk is named, with what to do', async () => {
  const file = new NodeTemporaryFile('/dev/full', await open('/dev/full', 'r+'), 'unnamed')
  await expect(file.append([Uint8Array.of(1)])).rejects.toMatchObject({
    code: 'RESOURCE',
    message:
      'The query does not fit into execution.memory_limit, and the directory for temporary files, /dev, is full. Free space there, set execution.temp_directory to another one, or raise the limit.',
  })
  await file.remove()
})
