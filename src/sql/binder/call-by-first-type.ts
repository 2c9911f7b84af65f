/** Functions whose name means another function by the type of the first argument: list functions of a text, repeat of a list. */

import { isText } from '../../expr/coercion.ts'
import type { Expr } from '../../expr/expr.ts'
import { functionCall } from '../../expr/function-call.ts'
import { typeOf } from '../../expr/type-of.ts'
import type { FunctionRegistry } from '../../functions/function-registry.ts'

interface Call {
  readonly name: string
  readonly args: readonly Expr[]
  readonly at: number
}

const ELEMENT: ReadonlySet<string> = new Set(['list_element', 'list_extract', 'array_extract', 'array_element'])
const SLICE: ReadonlySet<string> = new Set(['list_slice', 'array_slice'])

/** Undefined: the name means itself. */
export function callByFirstType({ name, args, at }: Call, functions: FunctionRegistry): Expr | undefined {
  const [first, second, third] = args
  if (!first || !second) return undefined
  const type = typeOf(first)
  if (isText(type) && ELEMENT.has(name) && args.length === 2) {
    const one: Expr = { kind: 'literal', type: { kind: 'int32' }, value: 1 }
    return functionCall({ name: 'substring', args: [first, second, one], at }, functions)
  }
  if (isText(type) && SLICE.has(name) && third && args.length === 3) return functionCall({ name: 'text_slice', args, at }, functions)
  if (type.kind === 'list' && name === 'repeat' && args.length === 2) {
    return functionCall({ name: 'flatten', args: [functionCall({ name: 'list_repeat', args, at }, functions)], at }, functions)
  }
  return undefined
}
