/** What every range operator is told, and how it prints. */
import type { Schema } from '../../columnar/schema.ts'
import { formatExpr } from '../../expr/format-expr.ts'
import type { FunctionRegistry } from '../../functions/function-registry.ts'
import { startOfShown } from '../../genomics/coordinate-system.ts'
import type { RangeOperation } from '../../logical/logical-plan.ts'
import { compileIntervalInput, type IntervalInput, type IntervalInputSpec } from '../interval/interval-input.ts'
import type { RegionFeed } from '../interval/region-feed.ts'

export interface RangeOperationSpec {
  readonly schema: Schema
  readonly operation: RangeOperation
  /** Column ids of each input, beside its columns. */
  readonly inputIds: readonly (readonly number[])[]
  readonly functions: FunctionRegistry
  /** The left side is read first, and its intervals bound the scan of the right one. */
  readonly feed?: RegionFeed
}

/** The intervals of input `input`, 0-based half-open. */
export function rangeInput(spec: RangeOperationSpec, input: number, onNull: IntervalInputSpec['onNull']): IntervalInput {
  const { operation, inputIds, functions } = spec
  return compileIntervalInput({
    // The node has columns and ids for each of its inputs.
    columns: operation.columns[input]!,
    ids: inputIds[input]!,
    functions,
    startShift: startOfShown(0, operation.coordinates),
    endShift: 0,
    onNull,
    operation: operation.name,
  })
}

export function describeRangeOperation(spec: RangeOperationSpec, algorithm: string): Readonly<Record<string, string>> {
  const { columns, coordinates, parameters, aggregates, strand } = spec.operation
  const [left, right] = columns
  const keys = (left?.keys ?? []).map((key, i) => (right?.keys[i] ? `${formatExpr(key)} = ${formatExpr(right.keys[i])}` : formatExpr(key)))
  return {
    algorithm,
    keys: `[${keys.join(', ')}]`,
    coordinates,
    ...Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)])),
    ...(spec.feed && { dynamic_regions: 'of the right side, from the rows of the other' }),
    ...(strand && { strand: formatExpr(strand) }),
    ...(aggregates && aggregates.length > 0 && { aggregates: `[${aggregates.map(aggregate => formatExpr(aggregate)).join(', ')}]` }),
  }
}
