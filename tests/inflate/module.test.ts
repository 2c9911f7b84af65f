import { readFileSync } from 'node:fs'
import path from 'node:path'
import { crc32 as hostCrc32 } from 'node:zlib'
import { expect, test } from 'vitest'
import { FAULT } from '../../src/io/inflate/block-faults.ts'
import { crc32 } from '../../src/io/inflate/crc32.ts'
import { loadDecoder } from './load.ts'
import { payload } from './payload.ts'
import { makeRandom } from './random.ts'

const root = path.join(import.meta.dirname, '..', '..')

test('the committed modules are what the build makes of their sources', async () => {
  // Plain JavaScript, without types: the build script.
  const { compile, MODULES } = (await import(path.join(root, 'scripts/compile-wasm.mjs'))) as {
    compile(module: { readonly source: string; readonly name: string }): Promise<string>
    MODULES: readonly { readonly source: string; readonly target: string; readonly name: string }[]
  }
  expect(MODULES.length).toBeGreaterThan(0)
  for (const module of MODULES) expect(await compile(module)).toBe(readFileSync(path.join(root, module.target), 'utf8'))
})

test('the module has the exports that the engine calls', async () => {
  const decoder = await loadDecoder()
  const functions = [
    'reserve',
    'inputPtr',
    'outputPtr',
    'blocksPtr',
    'linesPtr',
    'inflateBatch',
    'stopReason',
    'errorCode',
    'consumed',
    'produced',
    'crc32',
    'indexLines',
    'linesEnd',
    'countByte',
  ] as const
  for (const name of functions) expect(decoder[name]).toBeTypeOf('function')
  expect(decoder.memory).toBeInstanceOf(WebAssembly.Memory)
})

test('the fault numbers are those of the decoder', () => {
  const layout = readFileSync(path.join(root, 'assembly/inflate/layout.ts'), 'utf8')
  const number = (name: string) => Number(new RegExp(`export const ${name}: i32 = (\\d+)`).exec(layout)?.[1])
  expect(FAULT).toEqual({
    magic: number('E_MAGIC'),
    extra: number('E_EXTRA'),
    blockSize: number('E_BSIZE'),
    sizeLimit: number('E_ISIZE_LIMIT'),
    deflate: number('E_TRUNCATED'),
    overrun: number('E_OVERRUN'),
    short: number('E_SHORT'),
    trailing: number('E_TRAILING'),
    crc: number('E_CRC'),
  })
})

test('the three CRC-32 agree, also when continued', async () => {
  const decoder = await loadDecoder()
  decoder.reserve(1024, 1 << 17, 16, 16)
  const random = makeRandom(9)
  for (let i = 0; i < 200; i++) {
    const data = payload(random, 5000)
    const half = random.below(data.length + 1)
    const want = hostCrc32(data)
    new Uint8Array(decoder.memory.buffer).set(data, decoder.outputPtr())
    expect(crc32(data)).toBe(want)
    expect(crc32(data.subarray(half), crc32(data.subarray(0, half)))).toBe(want)
    expect(decoder.crc32(0, decoder.outputPtr(), data.length) >>> 0).toBe(want)
  }
})
