/** A call with nothing but plain arguments: what the special syntax of standard functions is turned into. */
import type { Expression } from '../../ast/expression.ts'
import type { Span } from '../../ast/span.ts'

export function plainCall(call: {
  readonly function: string
  readonly nameSpan: Span
  readonly args: readonly Expression[]
  readonly span: Span
}): Expression {
  const { nameSpan, args, span } = call
  const name = { parts: [{ name: call.function, quoted: false, span: nameSpan }], span: nameSpan }
  return {
    kind: 'call',
    call: { name, args, named: [], star: false, distinct: false, orderBy: [], ignoreNulls: false, span },
    span,
  }
}
