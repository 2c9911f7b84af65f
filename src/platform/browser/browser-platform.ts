/** A browser page or worker as a place for sessions: files given by the page, the WebAssembly inflater or pako, one thread. */
import { createMemoryStore } from '../../io/memory-store.ts'
import { type BrowserInflater, createBrowserCodecs } from './browser-codecs.ts'

export function createBrowserPlatform(options: { readonly inflater?: BrowserInflater } = {}) {
  return { store: createMemoryStore(), codecs: createBrowserCodecs(options), cores: 1 }
}
