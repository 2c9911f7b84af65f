/** RETURNING and its list; absent: an empty list. */
import type { SelectItem } from '../../ast/query.ts'
import { readSelectItems } from '../query/read-select-items.ts'
import type { TokenCursor } from '../token-cursor.ts'

export function readReturning(cursor: TokenCursor): readonly SelectItem[] {
  return cursor.acceptWord('returning') ? readSelectItems(cursor) : []
}
