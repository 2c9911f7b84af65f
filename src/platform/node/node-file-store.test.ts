import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import type { ByteSource } from '../../io/byte-source.ts'
import { createNodeFileStore } from './node-file-store.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'locusql-store-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const store = createNodeFileStore()
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

function write(name: string, content: string): string {
  const file = path.join(folder, name)
  writeFileSync(file, content)
  return file
}

async function whole(source: ByteSource): Promise<string> {
  const parts: string[] = []
  for await (const bytes of source.stream(0)) parts.push(text(bytes))
  return parts.join('')
}

describe('reading', () => {
  test('gives ranges, and fewer bytes at the end', async () => {
    const source = await store.open(write('a.txt', 'hello world'))
    expect(text(await source.read(6, 3))).toBe('wor')
    expect(text(await source.read(6, 100))).toBe('world')
    expect(text(await source.read(100, 5))).toBe('')
    expect(await source.stat()).toMatchObject({ size: 11, version: expect.stringMatching(/^11-/) })
    expect(await whole(source)).toBe('hello world')
    await source.close()
  })

  test.each(['with space.txt', "it's.txt", 'a#b.txt', 'a%20b.txt', 'a?b.txt', '100%.txt', 'é 日本.txt', 'a"b;--.txt'])(
    'takes the name %s as path and as URL',
    async name => {
      const file = write(name, name)
      for (const location of [file, pathToFileURL(file).href]) {
        expect(await store.exists(location)).toBe(true)
        const source = await store.open(location)
        expect(source.location).toBe(location)
        expect(await whole(source)).toBe(name)
        await source.close()
      }
    },
  )

  test('a missing file is an IO error that names a near one', async () => {
    write('calls.vcf', '')
    const missing = path.join(folder, 'cals.vcf')
    await expect(store.open(missing)).rejects.toMatchObject({
      code: 'IO',
      reason: 'not_found',
      message: `File not found: ${missing}. Did you mean "${path.join(folder, 'calls.vcf')}"?`,
      at: { location: missing },
    })
    await expect(store.open('/no/such/folder/x')).rejects.toThrow('File not found: /no/such/folder/x.')
    expect(await store.exists(missing)).toBe(false)
    expect(await store.exists(path.join(folder, 'calls.vcf', 'x'))).toBe(false)
  })

  test('folders and bad names are IO errors', async () => {
    mkdirSync(path.join(folder, 'sub'), { recursive: true })
    const sub = path.join(folder, 'sub')
    await expect(store.open(sub)).rejects.toMatchObject({ code: 'IO', message: `${sub} is a folder, not a file.` })
    expect(await store.exists(sub)).toBe(false)
    await expect(store.open('a\0b')).rejects.toMatchObject({ code: 'IO' })
    await expect(store.open('file://host/x')).rejects.toMatchObject({ code: 'IO' })
  })

  test.each([
    ['grown', (file: string) => appendFileSync(file, 'more')],
    ['cut', (file: string) => truncateSync(file, 3)],
    ['touched', (file: string) => utimesSync(file, new Date(0), new Date(0))],
  ])('a file that is %s while it is read is an error', async (what, change) => {
    const file = write(`changing ${what}.txt`, 'some text')
    const source = await store.open(file)
    await source.read(0, 2)
    change(file)
    await expect(source.read(2, 2)).rejects.toMatchObject({
      code: 'IO',
      reason: 'changed_while_reading',
      message: `${file} was changed while it was read.`,
    })
    await source.close()
  })

  test('an aborted signal rejects with its reason', async () => {
    const source = await store.open(write('abort.txt', 'x'))
    const signal = AbortSignal.abort()
    await expect(source.read(0, 1, { signal })).rejects.toMatchObject({ name: 'AbortError' })
    await source.close()
  })
})

describe('writing', () => {
  test('shows the file only when it is closed', async () => {
    const target = write('out.txt', 'old')
    const sink = await store.create?.(target)
    await sink?.write(new TextEncoder().encode('new '))
    await sink?.write(new TextEncoder().encode('content'))
    expect(readFileSync(target, 'utf8')).toBe('old')
    await sink?.close()
    expect(readFileSync(target, 'utf8')).toBe('new content')
    expect(readdirSync(folder).filter(name => name.endsWith('.tmp'))).toEqual([])
  })

  test('leaves nothing behind when aborted', async () => {
    const target = path.join(folder, 'never.txt')
    const sink = await store.create?.(target)
    await sink?.write(new TextEncoder().encode('half'))
    await sink?.abort(new Error('stop'))
    expect(readdirSync(folder).filter(name => name.includes('never'))).toEqual([])
  })

  test('names the target when it cannot be made', async () => {
    await expect(store.create?.('/no/such/folder/x')).rejects.toMatchObject({ code: 'IO', at: { location: '/no/such/folder/x' } })
  })

  test('removes', async () => {
    const file = write('gone.txt', '')
    await store.remove?.(file)
    expect(await store.exists(file)).toBe(false)
    await expect(store.remove?.(file)).rejects.toMatchObject({ code: 'IO', reason: 'not_found' })
  })
})

test.skipIf(process.platform === 'win32')('a pipe is read once', async () => {
  const pipe = path.join(folder, 'pipe.bed')
  execFileSync('mkfifo', [pipe])
  const source = await store.open(pipe)
  const writer = spawn('sh', ['-c', `printf 'chr1\\t1\\t5\\n' > ${pipe}`])
  const written = once(writer, 'close')
  expect(store.isStream?.(pipe)).toBe(true)
  store.claim?.(pipe)
  expect(new TextDecoder().decode(await source.read(0, 100))).toBe('chr1\t1\t5\n')
  expect(() => store.claim?.(pipe)).toThrow('pipe.bed was read already, and a stream can be read once.')
  await written
})

test('what cannot be read, or not yet, says so', async () => {
  await expect(store.open('https://x.org/a.vcf.gz')).rejects.toMatchObject({
    code: 'NOT_IMPLEMENTED',
    message: 'Files cannot be read from https:// yet. Download https://x.org/a.vcf.gz first.',
  })
  await expect(store.open('')).rejects.toMatchObject({ code: 'IO', message: 'The path of a file is empty.' })
})
