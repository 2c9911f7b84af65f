export interface ReadOptions {
  readonly signal?: AbortSignal
}

/** Ranged reads of one immutable object. A change while it is read (size, modification time, ETag) is an IO error. */
export interface ByteSource {
  readonly location: string
  /** `modified`: milliseconds since 1970, where the store tells. */
  stat(options?: ReadOptions): Promise<{ readonly size?: number; readonly version?: string; readonly modified?: number }>
  /** Fewer bytes than asked means end of object. */
  read(offset: number, length: number, options?: ReadOptions): Promise<Uint8Array>
  /** Reads into the caller's memory, from its front; gives how many bytes, fewer than it holds at the end of the object. */
  readInto?(bytes: Uint8Array<ArrayBuffer>, offset: number, options?: ReadOptions): Promise<number>
  stream(offset: number, options?: ReadOptions): AsyncIterable<Uint8Array>
  close(): Promise<void>
}

export interface ByteSink {
  write(bytes: Uint8Array): Promise<void>
  close(): Promise<void>
  abort(reason: unknown): Promise<void>
}
