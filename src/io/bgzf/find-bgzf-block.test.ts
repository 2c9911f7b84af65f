import { expect, test } from 'vitest'
import { bgzfBlock } from '../../../tests/support/bgzf.ts'
import { MemorySource } from '../memory-source.ts'
import { findBgzfBlock } from './find-bgzf-block.ts'

class CountingSource extends MemorySource {
  reads = 0

  override read(offset: number, length: number): Promise<Uint8Array> {
    this.reads++
    return super.read(offset, length)
  }
}

const text = new TextEncoder().encode('chr1\t1\t2\n'.repeat(100))
const noise = new Uint8Array(1000).fill(0x1f)

function fileOf(...parts: readonly Uint8Array[]): CountingSource {
  return new CountingSource('a.gz', Buffer.concat(parts))
}

test('bytes that look like the first of a block take no reads', async () => {
  const source = fileOf(noise, bgzfBlock(text))
  expect((await findBgzfBlock({ source, near: 0 })).address).toBe(1000)
  expect(source.reads).toBe(1)
})

test('a block with other subfields is one when others follow it', async () => {
  const odd = bgzfBlock(text, { before: Uint8Array.of(65, 66, 1, 0, 9) })
  expect((await findBgzfBlock({ source: fileOf(noise, odd, odd, odd, odd), near: 0 })).address).toBe(1000)
  const alone = fileOf(noise, odd, noise, bgzfBlock(text))
  expect((await findBgzfBlock({ source: alone, near: 0 })).address).toBe(2000 + odd.length)
})
