/** A select list as text, for `relation.select('chrom, end - start AS length')`. */
import type { SelectItem } from '../ast/query.ts'
import { parseFragment } from './parse-fragment.ts'
import { readSelectItems } from './query/read-select-items.ts'

export function parseSelectItems(text: string): readonly SelectItem[] {
  return parseFragment(text, 'the select list', readSelectItems)
}
