/** Names and ids of the columns that an operation gives. */
import type { Field } from '../../columnar/data-type.ts'
import { QueryError } from '../../common/errors.ts'
import { typeOf } from '../../expr/type-of.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { projectionNode } from '../../logical/nodes/projection-node.ts'
import type { NamedIntervalColumns } from './interval-columns-of.ts'
import type { RangeContext } from './range-function.ts'
import type { RangeOptions } from './range-options.ts'

export const int64Field = (name: string, nullable = false): Field => ({ name, type: { kind: 'int64' }, nullable })

/** The contig and the further keys of rows that an operation makes. */
export function keyFields({ keys, keyColumns }: NamedIntervalColumns): readonly Field[] {
  return keys.map((key, i) => ({ name: keyColumns[i]?.name ?? '', type: typeOf(key), nullable: false }))
}

export function suffixesOf(options: RangeOptions, otherwise: readonly [string, string]): readonly [string, string] {
  const given = options.texts('suffixes')
  if (given === undefined) return otherwise
  const [left, right] = given
  if (left !== undefined && right !== undefined && given.length === 2) return [left, right]
  throw new QueryError('PLAN', `The option suffixes takes two texts: suffixes => ['_1', '_2'].`)
}

/** The same rows under other names. */
export function renamed(plan: LogicalPlan, names: readonly string[], context: RangeContext): LogicalPlan {
  const columns = plan.schema.fields.map((field, i) => ({
    name: names[i] ?? field.name,
    expr: { kind: 'column', id: plan.ids[i] ?? -1, name: field.name, type: field.type } as const,
  }))
  return projectionNode(columns, plan, context.ids)
}

/** Names of an output that came out twice are told apart: count, count_1. */
export function freeName(name: string, taken: readonly Field[]): string {
  const names = new Set(taken.map(field => field.name.toLowerCase()))
  if (!names.has(name.toLowerCase())) return name
  let i = 1
  while (names.has(`${name}_${i}`.toLowerCase())) i++
  return `${name}_${i}`
}
