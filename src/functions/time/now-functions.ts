/** The present: one moment for a whole statement, which the binder puts in its place as a literal. */

import { constantColumn } from '../../columnar/constant-column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import type { ScalarFunction } from '../function-registry.ts'

const instant: DataType = { kind: 'timestamp', unit: 'us', timezone: 'UTC' }

function present(description: Pick<ScalarFunction, 'name' | 'aliases' | 'summary' | 'example' | 'result'>, type: DataType): ScalarFunction {
  return {
    kind: 'scalar',
    ...description,
    volatility: 'volatile',
    safe: true,
    resultType: types => (types.length === 0 ? type : undefined),
    evaluate: (_args, numRows) => constantColumn(type, momentAs(type, Date.now()), numRows),
  }
}

/** Milliseconds since 1970 as a value of the type. */
export function momentAs(type: DataType, milliseconds: number): number | bigint {
  if (type.kind === 'time') return BigInt(milliseconds % 86_400_000) * 1000n
  return type.kind === 'date' ? Math.floor(milliseconds / 86_400_000) : BigInt(milliseconds) * 1000n
}

export const nowFunctions: readonly ScalarFunction[] = [
  present(
    {
      name: 'now',
      aliases: ['current_timestamp', 'get_current_timestamp', 'transaction_timestamp', 'statement_timestamp'],
      summary: 'The time at which the statement began, in UTC.',
      example: "SELECT now() > TIMESTAMPTZ '2020-01-01'",
      result: 'true',
    },
    instant,
  ),
  present(
    {
      name: 'current_localtimestamp',
      aliases: ['localtimestamp'],
      summary: 'The time at which the statement began, in UTC, without a time zone.',
      example: "SELECT current_localtimestamp() > TIMESTAMP '2020-01-01'",
      result: 'true',
    },
    { kind: 'timestamp', unit: 'us' },
  ),
  present(
    {
      name: 'current_time',
      aliases: ['get_current_time', 'localtime'],
      summary: 'The time of day at which the statement began, in UTC.',
      example: "SELECT current_time <= TIME '24:00:00'",
      result: 'true',
    },
    { kind: 'time' },
  ),
  present(
    {
      name: 'current_date',
      aliases: ['today'],
      summary: 'The day on which the statement began, in UTC.',
      example: "SELECT current_date > DATE '2020-01-01'",
      result: 'true',
    },
    { kind: 'date' },
  ),
]
