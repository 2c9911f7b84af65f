/** One or more things with commas between them. */
import type { TokenCursor } from './token-cursor.ts'

export function readList<T>(cursor: TokenCursor, readItem: (cursor: TokenCursor) => T): readonly T[] {
  const items = [readItem(cursor)]
  while (cursor.acceptSymbol(',')) items.push(readItem(cursor))
  return items
}
