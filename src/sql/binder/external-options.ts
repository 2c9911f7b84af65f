/** OPTIONS (info_fields 'AF,DP', zero_based true) as a record of constants. */
import type { JsonValue } from '../../common/json.ts'
import type { NamedOption } from '../ast/statement.ts'
import type { BindState } from './bind-state.ts'
import { constantJson } from './constant-value.ts'
import { planError } from './plan-error.ts'

export function externalOptions(options: readonly NamedOption[], state: BindState): { readonly [name: string]: JsonValue } {
  const values = new Map<string, JsonValue>()
  for (const { name, value, span } of options) {
    if (values.has(name)) throw planError(`Option "${name}" is given twice.`, span)
    values.set(name, optionValue(value, name, state))
  }
  return Object.fromEntries(values)
}

function optionValue(value: NamedOption['value'], name: string, state: BindState): JsonValue {
  if (value === true) return true
  if (value.kind === 'word') return value.word
  return constantJson(value, state, `Option "${name}"`)
}
