/** The dotted name of an option: `execution.target_partitions`, as one string in the letters it was written with. */
import { readIdentifier, readLabel } from '../read-name.ts'
import type { TokenCursor } from '../token-cursor.ts'

export function readOptionName(cursor: TokenCursor, what: string): string {
  const parts = [readIdentifier(cursor, what).name]
  while (cursor.acceptSymbol('.')) parts.push(readLabel(cursor, 'a name after "."').name)
  return parts.join('.')
}
