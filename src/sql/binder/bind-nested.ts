/** Lists, structs, subscripts, slices and fields. */
import { caseOf } from '../../expr/case-of.ts'
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

/** An absent end is NULL: from the first, to the last. A written end that is NULL gives NULL, as in DuckDB. */
export function bindSlice(expression: ExpressionOf<'slice'>, context: ExpressionContext): Expr {
  const { from, to, step } = expression
  const { functions } = context.state
  const at = expression.span.start
  const bound = (end: typeof from): Expr => (end ? bindExpression(end, context) : { kind: 'literal', type: { kind: 'int32' }, value: null })
  const operand = bindExpression(expression.operand, context)
  const text = isText(typeOf(operand))
  if (text && step) throw planError('A slice of a text has no step. Split it into a list first.', step.span)
  const args = [operand, bound(from), bound(to), ...(step ? [bound(step)] : [])]
  const slice = functionCall({ name: text ? 'text_slice' : 'list_slice', args, at }, functions)
  const written = [...(from ? [args[1]] : []), ...(to ? [args[2]] : []), ...(step ? [args[3]] : [])].flatMap(end =>
    end && end.kind !== 'literal' ? [end] : [],
  )
  const isNull = [from, to, step].some(end => end?.kind === 'null')
  if (isNull) return { kind: 'literal', type: typeOf(slice), value: null }
  if (written.length === 0) return slice
  const operands = written.map((end): Expr => ({ kind: 'not', operand: { kind: 'is-null', operand: end } }))
  const known: Expr = operands.length === 1 && operands[0] ? operands[0] : { kind: 'and', operands }
  return caseOf([{ when: known, then: slice }], { kind: 'literal', type: typeOf(slice), value: null })
}

export function bindField(expression: ExpressionOf<'field'>, context: ExpressionContext): Expr {
  return bindStructField(bindExpression(expression.operand, context), expression.name)
}
