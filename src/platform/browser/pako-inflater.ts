/** Inflates whole BGZF blocks with pako. */
import { Inflate } from 'pako'
import { crc32 } from '../../io/inflate/crc32.ts'
import type { ScriptInflater } from '../../io/inflate/script-run-buffer.ts'

const SLACK_BYTES = 64 // data longer than announced must be seen

export const pakoInflater: ScriptInflater = {
  inflateRaw(bytes, size) {
    const chunks: Uint8Array[] = []
    let left = 0
    const inflate = new Inflate({ raw: true, chunkSize: size + SLACK_BYTES })
    inflate.onData = chunk => chunks.push(chunk)
    inflate.onStart = stream => {
      left = 0
      inflate.onEnd = () => {
        left = stream.avail_in
      }
    }
    inflate.push(bytes, true)
    if (inflate.err) throw new Error(inflate.msg || `pako error ${inflate.err}`)
    if (!inflate.ended) throw new Error('unexpected end of data')
    const used = bytes.length - left
    const [first = new Uint8Array(0)] = chunks
    if (chunks.length <= 1) return { text: first, used }
    // More than announced: only the length matters.
    return { text: new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0)), used }
  },
  crc32,
}
