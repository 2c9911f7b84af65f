/** The codecs of Node: the WebAssembly inflater, or node:zlib alone. */
import type { ZlibOptions } from 'node:zlib'
import type { CodecRegistry } from '../../io/codec.ts'
import { createCodecRegistry } from '../../io/codec-registry.ts'
import { crc32 as scriptCrc32 } from '../../io/inflate/crc32.ts'
import { inflateModule, instantiateInflate } from '../../io/inflate/inflate-module.ts'
import { type ScriptInflater, ScriptRunBuffer } from '../../io/inflate/script-run-buffer.ts'
import { WasmRunBuffer } from '../../io/inflate/wasm-run-buffer.ts'
import type { RunBuffer } from '../../io/run-buffer.ts'
import { NodeMemberInflater } from './node-member-inflater.ts'

/** 'wasm' where the engine can run it. */
export type NodeInflater = 'wasm' | 'zlib'

/** Loaded when it is first needed: it takes 1 to 2 ms. */
const nodeZlib = () => process.getBuiltinModule('node:zlib')

function crc32(bytes: Uint8Array, crc?: number): number {
  // Since Node 20.15 and 22.2; the types know it as always there or not at all.
  const { crc32: hostCrc32 } = nodeZlib() as { readonly crc32?: (bytes: Uint8Array, crc?: number) => number }
  return (hostCrc32 ?? scriptCrc32)(bytes, crc)
}

export function createNodeCodecs({ inflater = 'wasm' }: { readonly inflater?: NodeInflater } = {}): CodecRegistry {
  return createCodecRegistry({
    codecs: [
      {
        name: 'deflate',
        decompress: bytes => nodeZlib().inflateRawSync(bytes),
        compress: (bytes, level) => nodeZlib().deflateRawSync(bytes, levelOf(level)),
      },
      {
        name: 'gzip',
        decompress: bytes => nodeZlib().gunzipSync(bytes),
        compress: (bytes, level) => nodeZlib().gzipSync(bytes, levelOf(level)),
      },
    ],
    createRunBuffer: () => createRunBuffer(inflater),
    createMemberInflater: () => new NodeMemberInflater(),
    crc32,
  })
}

async function createRunBuffer(inflater: NodeInflater): Promise<RunBuffer> {
  const module = inflater === 'wasm' ? await inflateModule() : undefined
  return module ? new WasmRunBuffer(await instantiateInflate(module)) : new ScriptRunBuffer(zlibInflater)
}

const SLACK_BYTES = 64 // zlib refuses a smaller chunkSize, and data longer than announced must be seen

const zlibInflater: ScriptInflater = {
  inflateRaw(bytes, size) {
    const chunkSize = size + SLACK_BYTES
    try {
      // `info` gives the engine back, which knows how much input it took.
      const result = nodeZlib().inflateRawSync(bytes, { chunkSize, maxOutputLength: chunkSize, info: true }) as unknown as {
        readonly buffer: Buffer
        readonly engine: { readonly bytesWritten: number }
      }
      return { text: result.buffer, used: result.engine.bytesWritten }
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
        return { text: new Uint8Array(chunkSize), used: 0 }
      throw error
    }
  },
  crc32,
}

function levelOf(level: number | undefined): ZlibOptions {
  return level === undefined ? {} : { level }
}
