/** $1 and ?: the JavaScript value given for it, as a literal of the type that the value has. */
import { QueryError } from '../../common/errors.ts'
import type { Expr } from '../../expr/expr.ts'
import { functionCall } from '../../expr/function-call.ts'
import { literalOf } from '../../expr/literal.ts'
import type { BindState } from './bind-state.ts'
import type { ExpressionContext } from './expression-context.ts'
import type { ExpressionOf } from './expression-of.ts'

export function bindParameter({ index, span }: ExpressionOf<'parameter'>, { state }: ExpressionContext): Expr {
  const given = state.parameters.length
  if (index >= given) {
    const message = `Parameter $${index + 1} has no value: ${given === 0 ? 'none was' : given === 1 ? 'one was' : `${given} were`} given.`
    throw new QueryError('PLAN', message, { sqlOffset: span.start })
  }
  return literalOfJsValue(state.parameters[index], { index, at: span.start, state })
}

/** A value that is bound already: of EXECUTE. */
export class ParameterValue {
  readonly expr: Expr

  constructor(expr: Expr) {
    this.expr = expr
  }
}

interface Place {
  readonly index: number
  readonly at: number
  readonly state: BindState
}

function literalOfJsValue(value: unknown, place: Place): Expr {
  if (value === null) return { kind: 'literal', type: { kind: 'null' }, value: null }
  switch (typeof value) {
    case 'boolean':
      return { kind: 'literal', type: { kind: 'boolean' }, value }
    case 'string':
      return { kind: 'literal', type: { kind: 'utf8' }, value }
    case 'number':
      return literalOfNumber(value)
    case 'bigint':
      return literalOfBigint(value, place)
    case 'object':
      return literalOfObject(value, place)
    default:
      throw unsuitable(typeof value, place)
  }
}

/** Whole numbers are integers: INTEGER where it holds them, else BIGINT; beyond 2^53 a number is not exact and stays a DOUBLE. */
function literalOfNumber(value: number): Expr {
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) {
    if (value === (value | 0)) return { kind: 'literal', type: { kind: 'int32' }, value }
    return { kind: 'literal', type: { kind: 'int64' }, value: String(value) }
  }
  return { kind: 'literal', type: { kind: 'float64' }, value: Number.isFinite(value) && !Object.is(value, -0) ? value : jsonFloat(value) }
}

function jsonFloat(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value)
}

function literalOfBigint(value: bigint, place: Place): Expr {
  if (BigInt.asIntN(64, value) === value) {
    return { kind: 'literal', type: { kind: 'int64', declared: true }, value: value.toString() }
  }
  if (BigInt.asUintN(64, value) === value) return { kind: 'literal', type: { kind: 'uint64' }, value: value.toString() }
  throw unsuitable('bigint beyond 64 bits', place)
}

function literalOfObject(value: object, place: Place): Expr {
  const { functions } = place.state
  if (value instanceof ParameterValue) return value.expr
  if (value instanceof Uint8Array) {
    const literal = literalOf({ kind: 'binary' }, value)
    if (literal) return literal
  }
  if (value instanceof Date) {
    const time = value.getTime()
    if (Number.isNaN(time)) throw unsuitable('invalid Date', place)
    return { kind: 'literal', type: { kind: 'timestamp', unit: 'ms' }, value: String(time) }
  }
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    const items: readonly unknown[] = Array.isArray(value) ? value : itemsOf(value, place)
    const args = items.map(item => literalOfJsValue(item, place))
    return functionCall({ name: 'list_value', args, at: place.at }, functions)
  }
  throw unsuitable('object', place)
}

function itemsOf(view: ArrayBufferView, place: Place): readonly unknown[] {
  if (Symbol.iterator in view) return [...(view as Iterable<unknown>)] // every typed array; a DataView is the only other view
  throw unsuitable('DataView', place)
}

function unsuitable(what: string, { index, at }: Place): QueryError {
  const message = `Parameter $${index + 1} is of type ${what}. Give a string, number, bigint, boolean, null, Date, Uint8Array or a list of them.`
  return new QueryError('PLAN', message, { sqlOffset: at })
}
