// Every BGZF file of the shared data: what the engine inflates equals what node:zlib does.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { openBgzfCursor } from '../../src/io/bgzf/bgzf-cursor.ts'
import { MemorySource } from '../../src/io/memory-source.ts'
import { sniffCompression } from '../../src/io/sniff-compression.ts'
import { createNodeCodecs } from '../../src/platform/node/node-codecs.ts'
import { ALL_CODECS } from '../support/codecs.ts'

const shared = process.env.LOCUSQL_SHARED ?? path.join(import.meta.dirname, '..', '..', '..', 'shared')
const data = path.join(shared, 'data')
const MOST_BYTES = 30_000_000
const SMALL_BYTES = 300_000 // for the slow inflaters

const files = existsSync(data) ? bgzfFiles(data) : []
if (files.length === 0) console.warn(`SKIPPED: there are no BGZF files under ${data}; real files are not compared.`)

describe.skipIf(files.length === 0)('inflates as zlib does', () => {
  test(`${files.length} files with WebAssembly`, async () => {
    const codecs = createNodeCodecs()
    for (const file of files) {
      const bytes = readFileSync(file)
      expect(await hashOf(bytes, codecs), file).toBe(expectedHash(bytes))
    }
  })

  test.each(ALL_CODECS)('small files with %s', async (_name, codecs) => {
    for (const file of files.filter(file => statSync(file).size < SMALL_BYTES)) {
      const bytes = readFileSync(file)
      expect(await hashOf(bytes, codecs), file).toBe(expectedHash(bytes))
    }
  })
})

function bgzfFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && !entry.parentPath.includes(`${path.sep}malformed`))
    .map(entry => path.join(entry.parentPath, entry.name))
    .filter(file => statSync(file).size < MOST_BYTES && sniffCompression(readFileSync(file).subarray(0, 4096)) === 'bgzf')
    .sort()
}

function expectedHash(bytes: Uint8Array): string {
  try {
    return createHash('md5').update(gunzipSync(bytes)).digest('hex')
  } catch {
    return 'broken'
  }
}

async function hashOf(bytes: Uint8Array, codecs: (typeof ALL_CODECS)[number][1]): Promise<string> {
  const hash = createHash('md5')
  const cursor = await openBgzfCursor({ source: new MemorySource('t', bytes), codecs, start: 0 })
  try {
    while (await cursor.fill()) {
      hash.update(cursor.buffer.bytes())
      cursor.drop(cursor.buffer.length)
    }
    return hash.digest('hex')
  } catch {
    return 'broken'
  } finally {
    await cursor.close()
  }
}
