/** Calls that are other expressions in disguise, as they are written: `named_struct('a', 1)` is `{'a': 1}`. */
import type { Expression, FunctionCall } from '../ast/expression.ts'
import type { Span } from '../ast/span.ts'
import { plainCall } from '../parser/expression/plain-call.ts'
import { planError } from './plan-error.ts'

type Rewrite = (call: FunctionCall) => Expression

const rewrites: ReadonlyMap<string, Rewrite> = new Map<string, Rewrite>([
  ['named_struct', namedStruct],
  ['generate_subscripts', subscripts],
  ['get_field', call => ofName('struct_extract', call, [...arity(call, 2)])],
  ['empty', call => compared(ofName('len', call, [...arity(call, 1)]), call.span)],
  ['list_empty', call => compared(ofName('len', call, [...arity(call, 1)]), call.span)],
  ['array_empty', call => compared(ofName('len', call, [...arity(call, 1)]), call.span)],
  ['iszero', call => compared(arity(call, 1)[0], call.span)],
  ['nanvl', notANumber],
  ['total', total],
  ['current_database', ({ span }) => ({ kind: 'string', value: 'memory', span })],
  ['current_schema', ({ span }) => ({ kind: 'string', value: 'main', span })],
])

/** Undefined: an ordinary call. */
export function rewrittenCall(call: FunctionCall, name: string): Expression | undefined {
  if (name === 'regexp_extract') return extractedGroups(call)
  if (name === 'unnest' && call.named.length > 0) return recursiveUnnest(call)
  return rewrites.get(name)?.(call)
}

function arity<Count extends 1 | 2>(call: FunctionCall, count: Count): Count extends 1 ? [Expression] : [Expression, Expression] {
  const name = call.name.parts.at(-1)?.name ?? ''
  if (call.args.length !== count)
    throw planError(`Function ${name} takes ${count === 1 ? 'one argument' : `${count} arguments`}.`, call.span)
  return [...call.args] as Count extends 1 ? [Expression] : [Expression, Expression] // as many as were counted
}

function ofName(name: string, call: FunctionCall, args: readonly Expression[]): Expression {
  return plainCall({ function: name, nameSpan: call.name.span, args, span: call.span })
}

function number(text: string, span: Span): Expression {
  return { kind: 'number', text, span }
}

function compared(left: Expression, span: Span): Expression {
  return { kind: 'binary-op', op: '=', opSpan: span, left, right: number('0', span), span }
}

function namedStruct(call: FunctionCall): Expression {
  const { args, span } = call
  if (args.length === 0 || args.length % 2 === 1) throw planError('named_struct takes names and values in turn.', span)
  const fields = args.flatMap((name, i) => {
    const value = args[i + 1]
    if (i % 2 === 1 || !value) return []
    if (name.kind !== 'string') throw planError('The names of named_struct are texts in quotes.', name.span)
    return [{ name: { name: name.value, quoted: true, span: name.span }, value }]
  })
  return { kind: 'struct', fields, span }
}

/** SQLite's sum, which is 0.0 of no values. */
function total(call: FunctionCall): Expression {
  const { span } = call
  const [name] = call.name.parts
  const sum: FunctionCall = { ...call, name: { ...call.name, parts: [{ quoted: false, span: name?.span ?? span, name: 'sum' }] } }
  const type = { name: 'DOUBLE', parameters: [], arrayDepth: 0, span }
  const operand: Expression = { kind: 'cast', operand: { kind: 'call', call: sum, span }, type, onError: 'throw', span }
  return ofName('coalesce', { ...call, span }, [operand, number('0.0', span)])
}

/** A row for each place of a list. The second argument is the dimension, of which there is one. */
function subscripts(call: FunctionCall): Expression {
  const [list, dimension] = arity(call, 2)
  if (dimension.kind !== 'number' || dimension.text !== '1')
    throw planError('generate_subscripts takes the dimension 1 only.', dimension.span)
  return ofName('unnest', call, [ofName('generate_series', call, [number('1', call.span), ofName('len', call, [list])])])
}

function notANumber(call: FunctionCall): Expression {
  const [first, second] = arity(call, 2)
  return { kind: 'case', branches: [{ when: ofName('isnan', call, [first]), then: second }], otherwise: first, span: call.span }
}

/** `unnest(x, recursive := true)` and `max_depth := n` unnest what they unnested: the binder asks how deep the list is. */
function recursiveUnnest(call: FunctionCall): Expression | undefined {
  const [argument, ...others] = call.named
  const known = argument && ['recursive', 'max_depth'].includes(argument.name.name.toLowerCase()) && others.length === 0
  if (!known) return undefined
  return ofName('unnest', call, [...call.args, argument.value])
}

/** `regexp_extract(text, pattern, ['year', 'month'])` names the groups: a struct of them. */
function extractedGroups(call: FunctionCall): Expression | undefined {
  const [text, pattern, names, ...others] = call.args
  if (!text || !pattern || names?.kind !== 'list') return undefined
  const fields = names.items.map((name, i) => {
    if (name.kind !== 'string') throw planError('The names of the groups of regexp_extract are texts in quotes.', name.span)
    const value = ofName('regexp_extract', call, [text, pattern, number(String(i + 1), name.span), ...others])
    return { name: { name: name.value, quoted: true, span: name.span }, value }
  })
  return { kind: 'struct', fields, span: call.span }
}
