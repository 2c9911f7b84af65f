/** Where bytes go that do not fit in memory: files of this process, gone when they are removed or the process ends. */
export interface TemporaryStore {
  /** An empty file in a directory; '' is the system's own for temporary files. RESOURCE errors name the directory and say what to do. */
  create(directory: string): Promise<TemporaryFile>
}

export interface TemporaryFile {
  /** For messages: the file may have no name any more. */
  readonly path: string
  append(parts: readonly Uint8Array[]): Promise<void>
  /** Bytes that were appended, in a buffer of their own. */
  read(offset: number, length: number): Promise<Uint8Array>
  /** May be called again. */
  remove(): Promise<void>
}
