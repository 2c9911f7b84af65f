/** Every way to inflate that the engine has: the same tests run on all of them. */
import type { CodecRegistry } from '../../src/io/codec.ts'
import { createBrowserCodecs } from '../../src/platform/browser/browser-codecs.ts'
import { createNodeCodecs } from '../../src/platform/node/node-codecs.ts'

export const ALL_CODECS: readonly (readonly [string, CodecRegistry])[] = [
  ['node, wasm', createNodeCodecs({ inflater: 'wasm' })],
  ['node, zlib', createNodeCodecs({ inflater: 'zlib' })],
  ['browser, wasm', createBrowserCodecs({ inflater: 'wasm' })],
  ['browser, pako', createBrowserCodecs({ inflater: 'pako' })],
]
