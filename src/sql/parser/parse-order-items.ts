/** A sort order as text, for `relation.sort('chrom, start DESC')`. */
import type { OrderItem } from '../ast/expression.ts'
import { readOrderItems } from './expression/read-order-items.ts'
import { parseFragment } from './parse-fragment.ts'

export function parseOrderItems(text: string): readonly OrderItem[] {
  return parseFragment(text, 'the sort order', readOrderItems)
}
