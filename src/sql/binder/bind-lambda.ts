/** list_transform, list_filter and list_reduce, whose second argument is a lambda. */
import type { DataType } from '../../columnar/data-type.ts'
import { sqlTypeName } from '../../columnar/sql-type-name.ts'
import { castTo } from '../../expr/cast-to.ts'
import { canCastImplicitly, commonType } from '../../expr/coercion.ts'
import type { Expr } from '../../expr/expr.ts'
import { isPortable } from '../../expr/is-portable.ts'
import { typeOf } from '../../expr/type-of.ts'
import type { Expression, FunctionCall } from '../ast/expression.ts'
import { bindExpression } from './bind-expression.ts'
import type { ExpressionContext } from './expression-context.ts'
import { itemType } from './item-type.ts'
import { planError } from './plan-error.ts'

const functionNames: ReadonlyMap<string, 'list_transform' | 'list_filter' | 'list_reduce'> = new Map([
  ...names('list_transform', 'list_transform array_transform list_apply array_apply apply'),
  ...names('list_filter', 'list_filter array_filter filter'),
  ...names('list_reduce', 'list_reduce array_reduce reduce'),
])

function names<Name extends string>(name: Name, spellings: string): readonly (readonly [string, Name])[] {
  return spellings.split(' ').map(spelling => [spelling, name] as const)
}

type LambdaExpression = Expression & { readonly kind: 'lambda' }

/** Undefined: the call has no lambda. */
export function bindLambdaCall(call: FunctionCall, written: string, context: ExpressionContext): Expr | undefined {
  const [first, lambda, initial] = call.args
  if (!first || lambda?.kind !== 'lambda') return undefined
  const name = functionNames.get(written)
  if (!name) throw planError(`Function ${written} takes no lambda. list_transform, list_filter and list_reduce do.`, lambda.span)
  if (call.args.length > (name === 'list_reduce' ? 3 : 2)) throw planError(`${name} takes a list and a lambda.`, call.span)
  if (name === 'list_reduce' && lambda.parameters.length < 2)
    throw planError('The lambda of list_reduce takes what is there so far, the next item, and perhaps its place.', lambda.span)
  const list = bindExpression(first, context)
  const item = itemType(list, first.span)
  const start = initial && bindExpression(initial, context)
  const bind = (types: readonly DataType[]) => bindLambda(lambda, types, context)
  if (name === 'list_reduce') return reduceCall({ list, item, start, call }, bind)
  const bound = bind([item, position])
  if (name === 'list_transform') return lambdaCall(name, [list, bound], { kind: 'list', item: typeOf(bound) }, call)
  const condition = { ...bound, body: castTo(bound.body, { kind: 'boolean' }, lambda.body.span.start) }
  if (typeOf(bound).kind !== 'boolean' && typeOf(bound).kind !== 'null')
    throw planError('The lambda of list_filter must give a boolean.', lambda.body.span)
  return lambdaCall(name, [list, condition], typeOf(list), call)
}

const position: DataType = { kind: 'int64' }

type BoundLambda = Expr & { readonly kind: 'lambda' }

/** The value that goes from item to item has one type: that of the items (or the start) where it holds what the lambda gives, else a wider one. */
function reduceCall(
  of: { readonly list: Expr; readonly item: DataType; readonly start: Expr | undefined; readonly call: FunctionCall },
  bind: (types: readonly DataType[]) => BoundLambda,
): Expr {
  const { list, item, start, call } = of
  const narrow = start ? typeOf(start) : item
  const given = typeOf(bind([narrow, item, position]))
  const type = canCastImplicitly(given, narrow) ? narrow : commonType(given, narrow)
  if (!type)
    throw planError(`The lambda of list_reduce gives ${sqlTypeName(given)}, but goes on with ${sqlTypeName(narrow)}. Cast one.`, call.span)
  const lambda = bind([type, item, position])
  const body = castTo(lambda.body, type, call.span.start)
  const items = start ? list : castTo(list, { kind: 'list', item: type }, call.span.start)
  // Without a start the first item is one, so that the items have the type that goes on.
  const final = start
    ? { ...lambda, body }
    : { ...bind([type, type, position]), body: castTo(bind([type, type, position]).body, type, call.span.start) }
  return lambdaCall('list_reduce', start ? [items, final, castTo(start, type, call.span.start)] : [items, final], type, call)
}

function lambdaCall(name: string, args: readonly Expr[], type: DataType, call: FunctionCall): Expr {
  return { kind: 'call', name, args, type, portable: args.every(isPortable), safe: true, at: call.span.start }
}

/** Parameters are numbered by how deep they stand, so that the same lambda written twice is the same expression. */
function bindLambda(lambda: LambdaExpression, types: readonly DataType[], context: ExpressionContext): BoundLambda {
  if (lambda.parameters.length > types.length) throw planError(`This lambda takes at most ${types.length} parameters.`, lambda.span)
  const outer = context.lambdaParameters ?? []
  const parameters = lambda.parameters.map(({ name }, i) => {
    const type: DataType = types[i] ?? { kind: 'null' }
    return { id: outer.length + i, name, type }
  })
  const inside: ExpressionContext = { ...context, lambdaParameters: [...outer, ...parameters] }
  return { kind: 'lambda', parameters, body: bindExpression(lambda.body, inside) }
}
