/**
 * overlaps, contains, overlap_length, distance, format_region and fasta_seq: their meaning depends on how the tables of their columns count, which is known here.
 *
 *   overlaps(a.chrom, a.start, a.end, b.chrom, b.start, b.end)     a.chrom = b.chrom AND a.start <= b.end AND a.end >= b.start
 *   overlaps(chrom, start, "end", 'chr1:100-200')                  chrom = 'chr1' AND start <= 200 AND end >= 100
 *   contains(a.chrom, a.start, a.end, b.chrom, b.start, b.end)     a.chrom = b.chrom AND a.start <= b.start AND a.end >= b.end
 *
 * As comparisons they become interval joins and regions of an index. A last argument 'closed' or 'half-open' says how both count.
 */
import { arithmetic } from '../../expr/arithmetic.ts'
import { castTo } from '../../expr/cast-to.ts'
import { isInteger, isText } from '../../expr/coercion.ts'
import { columnsOf } from '../../expr/columns-of.ts'
import { comparison } from '../../expr/comparison.ts'
import { conjunction } from '../../expr/conjunction.ts'
import type { Expr } from '../../expr/expr.ts'
import { functionCall } from '../../expr/function-call.ts'
import { typeOf } from '../../expr/type-of.ts'
import { type CoordinateSystem, coordinateSystemOf, shownStart, startOfShown } from '../../genomics/coordinate-system.ts'
import { parseRegion } from '../../genomics/parse-region.ts'
import type { Span } from '../ast/span.ts'
import type { BindState } from './bind-state.ts'
import { positionIn } from './coordinate-systems.ts'
import { planError } from './plan-error.ts'

const intervalFunctions = new Set(['overlaps', 'contains', 'overlap_length', 'distance'])

interface Interval {
  readonly contig: Expr
  readonly start: Expr
  readonly end: Expr
}

export interface IntervalCall {
  readonly name: string
  readonly args: readonly Expr[]
  readonly span: Span
}

/** Undefined: another function, or arguments that the function itself will refuse. */
export function bindIntervalCall(call: IntervalCall, state: BindState): Expr | undefined {
  if (call.name === 'format_region' && call.args.length === 3) {
    const system = systemOf(call.args.slice(1, 2), state) ?? byDefault(state)
    return functionCall({ name: call.name, args: [...call.args, systemLiteral(system)], at: call.span.start }, state.functions)
  }
  if (call.name === 'fasta_seq' && call.args.length === 4) {
    const system = systemOf(call.args.slice(2, 3), state) ?? byDefault(state)
    return functionCall({ name: call.name, args: [...call.args, systemLiteral(system)], at: call.span.start }, state.functions)
  }
  if (!intervalFunctions.has(call.name)) return undefined
  const { args, written } = splitSystem(call)
  const region = args.length === 4 ? args[3] : undefined
  if (region && isText(typeOf(region))) return inRegion({ ...call, args }, region, { state, written })
  const [one, other] = [args.slice(0, 3), args.slice(3)].map(intervalOf)
  if (args.length !== 6 || !one || !other) return undefined
  const systems = [one, other].map(side => written ?? systemOf([side.start], state))
  const system = systems[0] ?? systems[1] ?? byDefault(state)
  if (systems[0] === undefined && systems[1] === undefined && args.some(arg => columnsOf(arg).length > 0)) {
    state.warn(
      `The tables in ${call.name}(…) do not say whether positions are 0-based or 1-based: they are taken as ${inWords(system)}. Add 'closed' or 'half-open' as its last argument.`,
    )
  }
  return expand(call, { one, other: moved(other, systems[1] ?? system, system), system, state })
}

/** Comparisons where they say the same; a call with the system as its last argument otherwise. */
function expand(
  call: IntervalCall,
  of: { readonly one: Interval; readonly other: Interval; readonly system: CoordinateSystem; readonly state: BindState },
): Expr {
  const { one, other, system, state } = of
  const at = call.span.start
  const compare = (op: '=' | '<' | '<=' | '>' | '>=', left: Expr, right: Expr) => comparison(op, { left, right, at })
  const sameContig = compare('=', one.contig, other.contig)
  if (call.name === 'contains') return conjunction([sameContig, compare('<=', one.start, other.start), compare('>=', one.end, other.end)])
  if (call.name === 'overlaps') {
    const closed = system === 'one-based-closed'
    return conjunction([sameContig, compare(closed ? '<=' : '<', one.start, other.end), compare(closed ? '>=' : '>', one.end, other.start)])
  }
  const args = [one.contig, one.start, one.end, other.contig, other.start, other.end, systemLiteral(system)]
  return functionCall({ name: call.name, args, at }, state.functions)
}

/** Region text is 1-based and closed; without an interval it is the whole contig, with an open end all from its start. */
function inRegion(
  call: IntervalCall,
  region: Expr,
  { state, written }: { readonly state: BindState; readonly written: CoordinateSystem | undefined },
): Expr | undefined {
  const one = intervalOf(call.args.slice(0, 3))
  if (!one || (call.name !== 'overlaps' && call.name !== 'contains')) return undefined
  if (region.kind !== 'literal' || typeof region.value !== 'string') {
    throw planError(`${call.name} takes region text as a literal: ${call.name}(chrom, start, "end", 'chr1:1,000-2,000').`, call.span)
  }
  const { contig, interval } = parseRegion(region.value)
  const sameContig = comparison('=', {
    left: one.contig,
    right: region.value === contig ? region : { ...region, value: contig },
    at: call.span.start,
  })
  if (!interval) {
    if (call.name === 'overlaps') return sameContig
    throw planError(`contains needs a region with a start and an end, not ${region.value}.`, call.span)
  }
  const system = written ?? systemOf([one.start], state) ?? byDefault(state)
  const other: Interval = {
    contig: { ...region, value: contig },
    start: integer(shownStart(interval.start, system)),
    end: integer(interval.end),
  }
  return expand(call, { one, other, system, state })
}

function splitSystem(call: IntervalCall): { readonly args: readonly Expr[]; readonly written: CoordinateSystem | undefined } {
  const last = call.args.at(-1)
  const hasOne = call.args.length === 7 || call.args.length === 5
  if (!hasOne || !last) return { args: call.args, written: undefined }
  const value = last.kind === 'literal' ? last.value : undefined
  if (value !== 'closed' && value !== 'half-open') {
    throw planError(`The last argument of ${call.name} is 'closed' or 'half-open': how both intervals count.`, call.span)
  }
  return { args: call.args.slice(0, -1), written: coordinateSystemOf({ zeroBased: value === 'half-open' }) }
}

function intervalOf(args: readonly Expr[]): Interval | undefined {
  const [contig, start, end] = args
  if (!contig || !start || !end || !isInteger(typeOf(start)) || !isInteger(typeOf(end))) return undefined
  return { contig, start, end }
}

/** Only starts differ between the systems. */
function moved(interval: Interval, from: CoordinateSystem, to: CoordinateSystem): Interval {
  const shift = shownStart(startOfShown(0, from), to)
  if (shift === 0) return interval
  const start = arithmetic(shift < 0 ? '-' : '+', { left: castTo(interval.start, { kind: 'int64' }), right: integer(Math.abs(shift)) })
  return { ...interval, start }
}

function systemOf(positions: readonly Expr[], state: BindState): CoordinateSystem | undefined {
  for (const position of positions) {
    const known = positionIn(position, state)
    if (known !== undefined) return coordinateSystemOf({ zeroBased: known.zeroBased === 'true' })
  }
  return undefined
}

function byDefault({ zeroBased }: BindState): CoordinateSystem {
  return coordinateSystemOf({ zeroBased })
}

function integer(value: number): Expr {
  return { kind: 'literal', type: { kind: 'int64' }, value: String(value) }
}

function systemLiteral(system: CoordinateSystem): Expr {
  return { kind: 'literal', type: { kind: 'utf8' }, value: system === 'zero-based-half-open' ? 'half-open' : 'closed' }
}

function inWords(system: CoordinateSystem): string {
  return system === 'zero-based-half-open' ? '0-based half-open' : '1-based closed'
}
