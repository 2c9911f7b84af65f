/** Makes the inputs of a range operation count alike, or says why they do not. */
import type { Schema } from '../../columnar/schema.ts'
import { QueryError } from '../../common/errors.ts'
import { arithmetic } from '../../expr/arithmetic.ts'
import { castTo } from '../../expr/cast-to.ts'
import { type CoordinateSystem, coordinateSystemOf, shownStart, startOfShown } from '../../genomics/coordinate-system.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { projectionNode } from '../../logical/nodes/projection-node.ts'
import { COORDINATE_KEY } from '../table-metadata.ts'
import type { ColumnChoice } from './interval-columns-of.ts'
import { intervalColumnsOf } from './interval-columns-of.ts'
import type { RangeContext } from './range-function.ts'

export interface Agreement {
  readonly inputs: readonly LogicalPlan[]
  readonly system: CoordinateSystem
}

/** The first input says which system holds; `choices` name the columns of each input, in order. */
export function agreeOnCoordinates(
  operation: string,
  inputs: readonly { readonly plan: LogicalPlan; readonly choice: ColumnChoice; readonly role: string }[],
  context: RangeContext,
): Agreement {
  const systems = inputs.map(input => systemOf(input.plan.schema))
  const missing = inputs.filter((_, i) => systems[i] === undefined).map(input => input.role)
  const { fallback, check, onMismatch } = context.coordinates
  if (missing.length > 0) {
    const words = missing.length === 1 ? { verb: 'does', whose: 'its', what: 'it' } : { verb: 'do', whose: 'their', what: 'them' }
    const tables = capital(missing.join(' and '))
    const sentence = `${tables} of ${operation} ${words.verb} not say whether ${words.whose} positions are 0-based or 1-based.`
    const fix = `Register ${words.what} with zero_based => true or false.`
    if (check) throw new QueryError('PLAN', `${sentence} ${fix}`, {}, { reason: 'coordinate_system_missing' })
    context.warn(`${sentence} ${missing.length === 1 ? 'It is' : 'They are'} taken as ${inWords(fallback)}, the session's default. ${fix}`)
  }
  const known = systems.map(system => system ?? fallback)
  const system = known[0] ?? fallback
  const other = known.findIndex(candidate => candidate !== system)
  if (other < 0) return { inputs: inputs.map(input => input.plan), system }
  if (onMismatch === 'error') {
    const left = inputs[0]?.role ?? ''
    const right = inputs[other]?.role ?? ''
    throw new QueryError(
      'PLAN',
      `${capital(left)} of ${operation} is ${inWords(system)} and ${right} is ${inWords(known[other] ?? system)}. Read both with the same zero_based option, or SET bio.coordinate_system_mismatch = 'convert'.`,
      {},
      { reason: 'coordinate_system_mismatch' },
    )
  }
  return {
    inputs: inputs.map((input, i) =>
      known[i] === system ? input.plan : converted(input, { from: known[i] ?? system, to: system }, context),
    ),
    system,
  }
}

function systemOf(schema: Schema): CoordinateSystem | undefined {
  const zeroBased = schema.metadata?.[COORDINATE_KEY]
  return zeroBased === undefined ? undefined : coordinateSystemOf({ zeroBased: zeroBased === 'true' })
}

/** Only starts differ between the systems. */
function converted(
  input: { readonly plan: LogicalPlan; readonly choice: ColumnChoice; readonly role: string },
  crossing: { readonly from: CoordinateSystem; readonly to: CoordinateSystem },
  context: RangeContext,
): LogicalPlan {
  const { plan } = input
  const { start } = intervalColumnsOf(plan, input.choice, input.role)
  const shift = shownStart(startOfShown(0, crossing.from), crossing.to)
  const by = { kind: 'literal', type: { kind: 'int32' }, value: Math.abs(shift) } as const
  const moved = castTo(arithmetic(shift < 0 ? '-' : '+', { left: castTo(start, { kind: 'int64' }), right: by }), start.type)
  const columns = plan.schema.fields.map((field, i) => {
    const id = plan.ids[i] ?? -1
    return { name: field.name, expr: id === start.id ? moved : ({ kind: 'column', id, name: field.name, type: field.type } as const) }
  })
  const projection = projectionNode(columns, plan, context.ids)
  const metadata = { ...projection.schema.metadata, [COORDINATE_KEY]: String(crossing.to === 'zero-based-half-open') }
  return { ...projection, schema: { ...projection.schema, metadata } }
}

function inWords(system: CoordinateSystem): string {
  return system === 'zero-based-half-open' ? '0-based half-open' : '1-based closed'
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
