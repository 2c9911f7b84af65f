/** A range operation in FROM: SELECT * FROM nearest('calls', 'genes', k => 3). */
import type { TableFunction } from '../../catalog/catalog.ts'
import { bindRangeFunction, type RangeSession } from './bind-range-function.ts'
import type { RangeFunction } from './range-function.ts'

export function rangeTableFunction(fn: RangeFunction, session: RangeSession): TableFunction {
  return {
    name: fn.name,
    summary: fn.summary,
    example: fn.example,
    bind: (args, named, warn) => bindRangeFunction(fn, { args, named, warn }, session),
  }
}
