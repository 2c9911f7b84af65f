/** Parts that touch, put together up to a size: a partition for each of many small sequences would cost more than it reads. */
import type { Chunk } from '../../io/chunk.ts'
import type { FilePart } from '../file-part.ts'

type JoinedPart = Pick<FilePart, 'chunk' | 'bytes'>

export function joinParts(parts: readonly FilePart[], mostBytes: number): readonly JoinedPart[] {
  const joined: JoinedPart[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    const chunk = last && last.bytes + part.bytes <= mostBytes ? joinChunks(last.chunk, part.chunk) : undefined
    if (last && chunk) joined[joined.length - 1] = { chunk, bytes: last.bytes + part.bytes }
    else joined.push(part)
  }
  return joined
}

/** Undefined where they do not touch. */
function joinChunks(a: Chunk, b: Chunk): Chunk | undefined {
  if (a.kind === 'bytes' && b.kind === 'bytes' && a.end === b.start) return { ...a, end: b.end }
  const touch = a.kind === 'bgzf' && b.kind === 'bgzf' && a.end.block === b.start.block && a.end.within === b.start.within
  return touch ? { ...a, end: b.end } : undefined
}
