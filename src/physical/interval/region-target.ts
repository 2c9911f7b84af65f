/** The scan under one side of an interval join that regions can bound, and how its interval columns stand to the join's expressions. */
import { isInteger } from '../../expr/coercion.ts'
import type { Expr } from '../../expr/expr.ts'
import { typeOf } from '../../expr/type-of.ts'
import type { Region } from '../../genomics/region.ts'
import type { IntervalColumns, LogicalPlan } from '../../logical/logical-plan.ts'
import { withInputs } from '../../logical/with-inputs.ts'

export interface RegionTarget {
  /** Which of the join's keys is the contig. */
  readonly key: number
  /** The join compares `column + shift`. */
  readonly startShift: number
  readonly endShift: number
}

/** Undefined where no index can help: no file, other columns, or something between the scan and the join that counts rows. */
export function regionTarget(plan: LogicalPlan, columns: IntervalColumns): RegionTarget | undefined {
  const genomic = providerOf(plan)?.genomicColumns
  if (!genomic) return undefined
  const places = new Set([genomic.start, ...(genomic.end === undefined ? [] : [genomic.end])])
  const key = columns.keys.findIndex(expr => columnBelow(expr, plan)?.name === genomic.contig)
  const start = columnBelow(columns.start, plan)
  const end = columnBelow(columns.end, plan)
  if (key < 0 || !start || !end || !places.has(start.name) || !places.has(end.name)) return undefined
  return { key, startShift: start.shift, endShift: end.shift }
}

/** The same plan, whose scan reads these regions only. */
export function withRegions(plan: LogicalPlan, regions: readonly Region[]): LogicalPlan {
  if (plan.kind === 'scan') return { ...plan, request: { ...plan.request, regions } }
  return plan.kind === 'filter' || plan.kind === 'projection' ? withInputs(plan, [withRegions(plan.input, regions)]) : plan
}

function providerOf(plan: LogicalPlan): (LogicalPlan & { readonly kind: 'scan' })['provider'] | undefined {
  if (plan.kind === 'scan') return plan.request.limit === undefined ? plan.provider : undefined
  return plan.kind === 'filter' || plan.kind === 'projection' ? providerOf(plan.input) : undefined
}

interface ShiftedColumn {
  readonly name: string
  readonly shift: number
}

/** A column of the scan, perhaps cast to a wider integer, plus or minus a constant. */
function columnBelow(expr: Expr, plan: LogicalPlan): ShiftedColumn | undefined {
  if (expr.kind === 'cast') return keepsValue(expr) ? columnBelow(expr.operand, plan) : undefined
  if (expr.kind === 'arithmetic') return shiftedColumn(expr, plan)
  if (expr.kind !== 'column') return undefined
  const place = plan.ids.indexOf(expr.id)
  if (plan.kind === 'filter') return columnBelow(expr, plan.input)
  if (plan.kind === 'projection') {
    const below = plan.exprs[place]
    return below && columnBelow(below, plan.input)
  }
  const field = plan.kind === 'scan' ? plan.schema.fields[place] : undefined
  return field && { name: field.name, shift: 0 }
}

/** Texts among each other, and integers: a cast that does not fit is an error, not another value. */
function keepsValue(expr: Expr & { readonly kind: 'cast' }): boolean {
  const from = typeOf(expr.operand)
  const isText = (kind: string) => kind === 'utf8' || kind === 'dictionary'
  return (isInteger(from) && isInteger(expr.to)) || (isText(from.kind) && isText(expr.to.kind))
}

function shiftedColumn(expr: Expr & { readonly kind: 'arithmetic' }, plan: LogicalPlan): ShiftedColumn | undefined {
  if (expr.op !== '+' && expr.op !== '-') return undefined
  const [column, constant] = expr.op === '+' && expr.left.kind === 'literal' ? [expr.right, expr.left] : [expr.left, expr.right]
  const inner = columnBelow(column, plan)
  const by = constantOf(constant)
  if (!inner || by === undefined) return undefined
  return { name: inner.name, shift: inner.shift + (expr.op === '-' ? -by : by) }
}

function constantOf(expr: Expr): number | undefined {
  if (expr.kind === 'cast') return constantOf(expr.operand)
  if (expr.kind !== 'literal' || !isInteger(expr.type) || expr.value === null) return undefined
  const value = Number(expr.value)
  return Number.isSafeInteger(value) ? value : undefined
}
