/** locusql for browsers: files that the page gives, one thread. */
import type { BrowserInflater } from './platform/browser/browser-codecs.ts'
import { createBrowserPlatform } from './platform/browser/browser-platform.ts'
import { createSessionContext, type OpenOptions, type SessionContext } from './session/session-context.ts'

export interface PageFiles {
  /**
   * Puts a file under a name, from where queries read it: `FROM 'calls.vcf.gz'`. An index goes beside it under its own name
   * (`calls.vcf.gz.tbi`). A File or Blob is read piece by piece.
   *
   * @example
   * db.registerFile(input.files[0].name, input.files[0])
   */
  registerFile(name: string, content: Uint8Array | Blob): void
}

export interface BrowserOptions {
  /** 'wasm' (the default) where the page may run WebAssembly, else pako. */
  readonly inflater?: BrowserInflater
}

export async function open(options: OpenOptions = {}, { inflater }: BrowserOptions = {}): Promise<SessionContext & PageFiles> {
  const platform = createBrowserPlatform(inflater ? { inflater } : {})
  const session = createSessionContext(platform, options)
  return Object.assign(session, { registerFile: (name: string, content: Uint8Array | Blob) => platform.store.put(name, content) })
}

export * from './index.ts'
