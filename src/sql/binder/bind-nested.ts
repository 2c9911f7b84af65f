/** Lists, structs, subscripts, slices and fields. */
import { isText } from '../../expr/coercion.ts'
import type { Expr } from '../../expr/expr.ts'
import { functionCall } from '../../expr/function-call.ts'
import { typeOf } from '../../expr/type-of.ts'
import { bindExpression } from './bind-expression.ts'
import { bindStructField } from './bind-name.ts'
import type { ExpressionContext } from './expression-context.ts'
import type { ExpressionOf } from './expression-of.ts'
import { planError } from './plan-error.ts'

export function bindList(expression: ExpressionOf<'list'>, context: ExpressionContext): Expr {
  const args = expression.items.map(item => bindExpression(item, context))
  return functionCall({ name: 'list_value', args, at: expression.span.start }, context.state.functions)
}

/** A call whose result type carries the names. */
export function bindStruct(expression: ExpressionOf<'struct'>, context: ExpressionContext): Expr {
  const args = expression.fields.map(field => bindExpression(field.value, context))
  const seen = new Set<string>()
  const fields = expression.fields.map(({ name }, i) => {
    if (seen.has(name.name)) throw planError(`Field "${name.name}" stands twice in the struct.`, name.span)
    seen.add(name.name)
    const arg = args[i]
    return { name: name.name, type: arg ? typeOf(arg) : ({ kind: 'null' } as const), nullable: true }
  })
  return {
    kind: 'call',
    name: 'struct_pack',
    args,
    type: { kind: 'struct', fields },
    portable: true,
    safe: true,
    at: expression.span.start,
  }
}

/** (a, b) is a struct of fields f1, f2 …, as PostgreSQL names them. */
export function bindRow({ items, span }: ExpressionOf<'row'>, context: ExpressionContext): Expr {
  const fields = items.map((value, i) => ({ name: { name: `f${i + 1}`, quoted: true, span: value.span }, value }))
  return bindStruct({ kind: 'struct', fields, span }, context)
}

export function bindSubscript(expression: ExpressionOf<'subscript'>, context: ExpressionContext): Expr {
  const operand = bindExpression(expression.operand, context)
  const { index } = expression
  if (typeOf(operand).kind === 'struct' && index.kind === 'string') {
    return bindStructField(operand, { name: index.value, quoted: true, span: index.span })
  }
  const args = [operand, bindExpression(index, context)]
  // One character of a text.
  if (isText(typeOf(operand)))
    return functionCall({ name: 'substring', args: [...args, ONE], at: expression.span.start }, context.state.functions)
  return functionCall({ name: 'list_element', args, at: expression.span.start }, context.state.functions)
}

const ONE: Expr = { kind: 'literal', type: { kind: 'int32' }, value: 1 }

/** An absent end is NULL: from the first, to the last. */
export function bindSlice(expression: ExpressionOf<'slice'>, context: ExpressionContext): Expr {
  const bound = (end: typeof expression.from): Expr =>
    end ? bindExpression(end, context) : { kind: 'literal', type: { kind: 'int32' }, value: null }
  const operand = bindExpression(expression.operand, context)
  const args = [operand, bound(expression.from), bound(expression.to)]
  return functionCall(
    { name: isText(typeOf(operand)) ? 'text_slice' : 'list_slice', args, at: expression.span.start },
    context.state.functions,
  )
}

export function bindField(expression: ExpressionOf<'field'>, context: ExpressionContext): Expr {
  return bindStructField(bindExpression(expression.operand, context), expression.name)
}
