/** All lines of a request as text, and the problems told on the way. */
import type { ByteSource } from '../../src/io/byte-source.ts'
import { lineEnd } from '../../src/io/lines/line-end.ts'
import { type LineRequest, readLines } from '../../src/io/lines/read-lines.ts'
import { MemorySource } from '../../src/io/memory-source.ts'

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

export interface CollectRequest extends Omit<LineRequest, 'source'> {
  readonly bytes?: Uint8Array
  readonly source?: ByteSource
}

export async function collectLines({ bytes, source, ...rest }: CollectRequest): Promise<string[]> {
  const lines: string[] = []
  const input = source ?? new MemorySource('test.txt', bytes ?? new Uint8Array(0))
  for await (const block of readLines({ ...rest, source: input })) {
    let start = block.start
    for (let i = 0; i < block.count; i++) {
      const newline = block.positions[i * block.stride + block.stride - 1] ?? Number.NaN
      lines.push(decoder.decode(block.bytes.subarray(start, lineEnd(block.bytes, start, newline))))
      start = newline + 1
    }
  }
  return lines
}
