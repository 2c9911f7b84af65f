/** Named arguments (`name => value`) as a record of constants; names are lower case. */
import type { JsonValue } from '../../common/json.ts'
import type { FunctionCall } from '../ast/expression.ts'
import type { BindState } from './bind-state.ts'
import { constantJson } from './constant-value.ts'
import { planError } from './plan-error.ts'

export function namedConstants(named: FunctionCall['named'], state: BindState): { readonly [name: string]: JsonValue } {
  const constants = new Map<string, JsonValue>()
  for (const { name, value } of named) {
    const key = name.name.toLowerCase()
    if (constants.has(key)) throw planError(`Argument "${key}" is given twice.`, name.span)
    constants.set(key, constantJson(value, state, `Argument "${key}"`))
  }
  return Object.fromEntries(constants)
}
