/** Cuts a file into pieces of about equal size, in file order. Readers find the first line or block of their piece themselves. */
import type { Chunk } from './chunk.ts'

/** Always the same pieces for the same file and target: they do not depend on who reads them. */
export function cutByBytes(size: number, targetBytes: number): readonly Extract<Chunk, { kind: 'bytes' }>[] {
  const count = Math.max(1, Math.round(size / targetBytes))
  const border = (i: number) => Math.floor((size * i) / count)
  return Array.from({ length: count }, (_, i) => ({ kind: 'bytes', start: border(i), end: border(i + 1) }))
}
