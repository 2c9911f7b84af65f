/**
 * Whether each value that a filter asks for lies within the bounds of some part. Where one does not, rows that no part knows may still have it
 * (a FAI lists no sequence without letters), and the filter leaves no part out. Nor do comparisons other than with single values.
 */
import type { Expr } from '../../expr/expr.ts'
import type { FilePart } from '../file-part.ts'
import { mayPass } from '../may-pass.ts'

export function listsEveryValue(filter: Expr, parts: readonly FilePart[]): boolean {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.operands.every(operand => listsEveryValue(operand, parts))
    case 'in-list':
      return filter.list.every(item => listsEveryValue({ kind: 'compare', op: '=', left: filter.operand, right: item }, parts))
    case 'compare':
      return filter.op === '=' && parts.some(part => mayPass(filter, part))
    default:
      return true
  }
}
