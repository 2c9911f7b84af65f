/** What was read of a file once, as long as the file does not change: by store and location. Workers have their own. */
import type { ObjectStore } from '../io/object-store.ts'

interface Entry<T> {
  readonly value: T
  readonly version: string
}

export class VersionedCache<T> {
  private readonly most: number
  private readonly stores = new WeakMap<ObjectStore, Map<string, Entry<T>>>()

  /** `most`: entries kept a store; the oldest go. */
  constructor(most: number) {
    this.most = most
  }

  /** Without a version nothing tells whether the file is still the same. */
  get(store: ObjectStore, location: string, version: string | undefined): T | undefined {
    const entry = this.stores.get(store)?.get(location)
    return entry !== undefined && entry.version === version ? entry.value : undefined
  }

  set(store: ObjectStore, file: { readonly location: string; readonly version: string | undefined }, value: T): void {
    const { location, version } = file
    if (version === undefined) return
    const entries = this.stores.get(store) ?? new Map<string, Entry<T>>()
    this.stores.set(store, entries)
    entries.delete(location)
    entries.set(location, { value, version })
    for (const oldest of entries.keys()) if (entries.size > this.most) entries.delete(oldest)
  }
}
