/**
 * Conjuncts over the depth of alignments: those on the contig filter the alignments; those on positions stay, and say which rows are needed,
 * so that alignments that end before are not read and the operator stops behind them.
 *
 *     Filter: d.chrom = 'chr1' AND d.start >= 1000     Filter: d.start >= 1000
 *     --Depth: a.bam                               =>  --Depth: a.bam needed=[999, …)
 *     ----Scan: a                                      ----Scan: a filters=[chrom = 'chr1', end >= 999]
 */
import { columnsOf } from '../../expr/columns-of.ts'
import type { Expr } from '../../expr/expr.ts'
import { startOfShown } from '../../genomics/coordinate-system.ts'
import type { Interval } from '../../genomics/region.ts'
import type { NodeOf } from '../../logical/node-of.ts'
import { substituteColumns } from '../substitute-columns.ts'
import { distribute, type FilterSplit } from './filter-split.ts'

const EVERYWHERE: Interval = { start: 0, end: Number.MAX_SAFE_INTEGER }

export function filtersOnDepth(plan: NodeOf<'depth'>, conjuncts: readonly Expr[]): FilterSplit {
  const { scope, alignments, ids } = plan
  // Positions that were asked for come, whatever alignments there are.
  const isFixed = scope.form === 'positions' && scope.regions !== undefined
  const [contig] = ids
  const choose = (conjunct: Expr) => (!isFixed && columnsOf(conjunct).every(id => id === contig) ? 'below' : undefined)
  const { moved, kept } = distribute(conjuncts, choose, 'node-removes-rows')
  // The node makes its first column of that one.
  const toAlignments = new Map([[contig!, alignments.contig]])
  const below = moved.map(({ conjunct }) => substituteColumns(conjunct, toAlignments))
  const needed = kept.reduce<Interval>((interval, conjunct) => intersect(interval, neededBy(conjunct, plan)), scope.needed ?? EVERYWHERE)
  const isOne = moved.some(({ conjunct }) => conjunct.kind === 'compare' && conjunct.op === '=')
  const known = scope.needed ?? EVERYWHERE
  const isNarrower = needed.start > known.start || needed.end < known.end
  if (!isNarrower && !isOne) return { node: plan, below: [below], kept }
  const node = { ...plan, scope: { ...scope, ...(isNarrower && { needed }), ...(isOne && { oneContig: true as const }) } }
  const end = plan.input.schema.fields.findIndex(field => field.name === 'end')
  if (scope.form === 'positions' || needed.start === known.start || end < 0) return { node, below: [below], kept }
  return { node, below: [[...below, reaches(plan, end, needed.start)]], kept }
}

/** Alignments up to the base before `start`: they tell whether a run begins there. Positions of the input are 0-based, ends exclusive. */
function reaches({ input }: NodeOf<'depth'>, end: number, start: number): Expr {
  // The input has as many ids as fields.
  const { name, type } = input.schema.fields[end]!
  return {
    kind: 'compare',
    op: '>=',
    left: { kind: 'column', id: input.ids[end]!, name, type },
    right: { kind: 'literal', type, value: Math.min(start, 2 ** 32 - 1) },
  }
}

const MIRRORED = { '=': '=', '<>': '<>', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const

/** Where the rows start that pass; more where in doubt. */
function neededBy(expr: Expr, { ids, scope }: NodeOf<'depth'>): Interval {
  if (expr.kind !== 'compare') return EVERYWHERE
  const isMirrored = expr.left.kind === 'literal'
  const [place, value] = isMirrored ? [expr.right, expr.left] : [expr.left, expr.right]
  const op = isMirrored ? MIRRORED[expr.op] : expr.op
  const number = numberOf(value)
  const column = columnOf(place)
  if (number === undefined || column === undefined) return EVERYWHERE
  const isEnd = scope.form === 'runs' && column === ids[2]
  // A run starts before its end.
  if (isEnd) return op === '<' || op === '<=' || op === '=' ? { start: 0, end: Math.ceil(number) } : EVERYWHERE
  if (column !== ids[1]) return EVERYWHERE
  const start = Math.max(0, startOfShown(Math.floor(number), scope.coordinates))
  const end = startOfShown(Math.ceil(number), scope.coordinates) + 1
  if (op === '=') return { start, end }
  if (op === '>' || op === '>=') return { start, end: EVERYWHERE.end }
  return op === '<' || op === '<=' ? { start: 0, end } : EVERYWHERE
}

function numberOf(expr: Expr): number | undefined {
  if (expr.kind !== 'literal' || expr.value === null || typeof expr.value === 'boolean') return undefined
  const isNumber = expr.type.kind.includes('int') || expr.type.kind === 'float64' || expr.type.kind === 'float32'
  const number = Number(expr.value)
  return isNumber && Number.isFinite(number) ? number : undefined
}

/** The id of a column, perhaps inside casts to other numbers. */
function columnOf(expr: Expr): number | undefined {
  if (expr.kind === 'column') return expr.id
  return expr.kind === 'cast' && (expr.to.kind === 'int64' || expr.to.kind === 'float64') ? columnOf(expr.operand) : undefined
}

function intersect(a: Interval, b: Interval): Interval {
  return { start: Math.max(a.start, b.start), end: Math.min(a.end, b.end) }
}
