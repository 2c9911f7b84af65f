/** The codecs of one platform, and its pool of run buffers. */
import { QueryError } from '../common/errors.ts'
import type { Codec, CodecRegistry } from './codec.ts'
import type { MemberInflater } from './member-inflater.ts'
import type { RunBuffer } from './run-buffer.ts'

const POOLED_BUFFERS = 4
const POOLED_BYTES = 16 << 20 // a buffer that grew larger for one long line is not kept

export interface CodecPlatform {
  readonly codecs: readonly Codec[]
  createRunBuffer(): Promise<RunBuffer>
  createMemberInflater(): MemberInflater
  crc32(bytes: Uint8Array, crc?: number): number
}

export function createCodecRegistry(platform: CodecPlatform): CodecRegistry {
  const codecs = new Map(platform.codecs.map(codec => [codec.name, codec]))
  const idle: RunBuffer[] = []
  return {
    get(name) {
      const codec = codecs.get(name)
      if (codec) return codec
      const known = [...codecs.keys()].sort().join(', ')
      throw new QueryError('NOT_IMPLEMENTED', `Compression method "${name}" is not available here. Available: ${known}.`)
    },
    register(codec) {
      codecs.set(codec.name, codec)
    },
    async acquireRunBuffer() {
      return idle.pop() ?? platform.createRunBuffer()
    },
    releaseRunBuffer(buffer) {
      buffer.clear()
      if (idle.length < POOLED_BUFFERS && buffer.capacity <= POOLED_BYTES) idle.push(buffer)
    },
    createMemberInflater: () => platform.createMemberInflater(),
    crc32: (bytes, crc) => platform.crc32(bytes, crc),
  }
}
