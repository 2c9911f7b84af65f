/** From filters to the regions where the records that pass them lie. A bound, never the truth: every filter is evaluated again. */
import type { Expr } from '../../expr/expr.ts'
import { mergeRegions } from '../../genomics/merge-regions.ts'
import type { Region } from '../../genomics/region.ts'
import { intersectBoxes, type PlaceBox, regionOfBox } from './place-box.ts'
import { chromBoxes, endBoxes, startBoxes } from './place-comparison.ts'

/** Which columns place a record on the genome, and how THE COLUMNS count under this table's options (a BED shown 1-based is 'one-based-closed'). */
export interface GenomicColumns {
  readonly contig: string
  readonly start: string
  readonly end?: string // absent: a point (Pairs)
  /** False where the index may have been built from another end than the column's (VCF with SVLEN): then `end` comparisons give no lower bound. */
  readonly endBounds: boolean
  /** Records may be empty: [100, 100). */
  readonly mayBeEmpty?: true
  readonly coordinates: 'zero-based-half-open' | 'one-based-closed'
}

/** Every record that passes the filters overlaps one of these. Merged, sorted. AND intersects, OR unites; anything else is 'all'. */
export type RegionBound = 'all' | 'none' | readonly Region[]

/** More boxes than this are not worth their product: the larger side of an AND is then left out, which only widens the bound. */
const MAX_BOXES = 20_000

export function regionsFromFilters(filters: readonly Expr[], columns: GenomicColumns): RegionBound {
  const boxes = boxesOf({ kind: 'and', operands: filters }, columns)
  if (boxes === 'all') return 'all'
  const regions: Region[] = []
  for (const box of boxes) {
    // Without a contig an index cannot be asked.
    if (box.contig === undefined) return 'all'
    regions.push(regionOfBox(box, box.contig, columns))
  }
  return regions.length === 0 ? 'none' : mergeRegions(regions)
}

/** Every record that passes lies in one of the boxes. */
type Boxes = 'all' | readonly PlaceBox[]

function boxesOf(expr: Expr, columns: GenomicColumns): Boxes {
  switch (expr.kind) {
    case 'and':
      return expr.operands.reduce<Boxes>((boxes, operand) => intersect(boxes, boxesOf(operand, columns)), 'all')
    case 'or':
      return unite(expr.operands.map(operand => boxesOf(operand, columns)))
    case 'literal':
      return expr.value === true ? 'all' : []
    case 'compare':
      return compareBoxes(expr, columns)
    case 'in-list':
      return unite(expr.list.map(item => compareBoxes({ kind: 'compare', op: '=', left: expr.operand, right: item }, columns)))
    default:
      return 'all'
  }
}

function intersect(left: Boxes, right: Boxes): Boxes {
  if (left === 'all') return right
  if (right === 'all') return left
  if (left.length > 1 && right.length > 1 && left.length * right.length > MAX_BOXES) return left.length < right.length ? left : right
  return left.flatMap(a => right.flatMap(b => intersectBoxes(a, b) ?? []))
}

function unite(all: readonly Boxes[]): Boxes {
  const boxes: PlaceBox[] = []
  for (const some of all) {
    if (some === 'all') return 'all'
    // Not push(...some): an IN list may hold more than a call can take.
    for (const box of some) boxes.push(box)
  }
  return boxes
}

const MIRRORED = { '=': '=', '<>': '<>', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const

function compareBoxes(expr: Expr & { readonly kind: 'compare' }, columns: GenomicColumns): Boxes {
  const { left, right, op } = expr
  if (left.kind === 'literal' && right.kind !== 'literal')
    return compareBoxes({ kind: 'compare', op: MIRRORED[op], left: right, right: left }, columns)
  const column = columnOf(left)
  if (column === undefined && columnOf(right) !== undefined) {
    return compareBoxes({ kind: 'compare', op: MIRRORED[op], left: right, right: left }, columns)
  }
  if (column === columns.contig) return chromBoxes(op, right)
  if (column === columns.start) return startBoxes(op, { column: left, literal: right }, columns)
  if (column !== undefined && column === columns.end) return endBoxes(op, { column: left, literal: right })
  return 'all'
}

/** The name of a column, perhaps inside casts. */
function columnOf(expr: Expr): string | undefined {
  if (expr.kind === 'cast') return columnOf(expr.operand)
  return expr.kind === 'column' ? expr.name : undefined
}
