/** The codecs of browsers: the WebAssembly inflater, or pako where there is no WebAssembly. */
import { deflateRaw, gzip, inflateRaw, ungzip } from 'pako'
import type { CodecRegistry } from '../../io/codec.ts'
import { createCodecRegistry } from '../../io/codec-registry.ts'
import { crc32 } from '../../io/inflate/crc32.ts'
import { inflateModule, instantiateInflate } from '../../io/inflate/inflate-module.ts'
import { ScriptRunBuffer } from '../../io/inflate/script-run-buffer.ts'
import { WasmRunBuffer } from '../../io/inflate/wasm-run-buffer.ts'
import { pakoInflater } from './pako-inflater.ts'
import { PakoMemberInflater } from './pako-member-inflater.ts'

/** 'wasm' where the engine can run it. */
export type BrowserInflater = 'wasm' | 'pako'

export function createBrowserCodecs({ inflater = 'wasm' }: { readonly inflater?: BrowserInflater } = {}): CodecRegistry {
  return createCodecRegistry({
    codecs: [
      { name: 'deflate', decompress: bytes => inflateRaw(bytes), compress: bytes => deflateRaw(bytes) },
      { name: 'gzip', decompress: bytes => ungzip(bytes), compress: bytes => gzip(bytes) },
    ],
    async createRunBuffer() {
      const module = inflater === 'wasm' ? await inflateModule() : undefined
      return module ? new WasmRunBuffer(await instantiateInflate(module)) : new ScriptRunBuffer(pakoInflater)
    },
    createMemberInflater: () => new PakoMemberInflater(),
    crc32,
  })
}
