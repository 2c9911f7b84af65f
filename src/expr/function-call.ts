/** A call of a scalar or aggregate function: found by name, its arguments cast to what it takes. */
import type { DataType } from '../columnar/data-type.ts'
import type { Scalar } from '../columnar/scalar.ts'
import { sqlTypeName } from '../columnar/sql-type-name.ts'
import { type ErrorLocation, QueryError } from '../common/errors.ts'
import { suggest } from '../common/suggest.ts'
import type { FunctionDescription, FunctionRegistry, ScalarFunction } from '../functions/function-registry.ts'
import { findTimePart } from '../functions/time/time-parts.ts'
import { castTo } from './cast-to.ts'
import { isFloat, isText } from './coercion.ts'
import type { Expr, SortKey } from './expr.ts'
import { scalarOfLiteral } from './literal.ts'
import { decimalLiteral } from './narrow-literal.ts'
import { rewriteCall } from './rewrite-call.ts'
import { typeOf } from './type-of.ts'

export interface CallParts {
  readonly name: string
  readonly args: readonly Expr[]
  readonly at?: number
}

/** Calls that are other expressions in disguise (`if`, `ifnull`, `mod`, `struct_extract`) come back as those. */
export function functionCall(call: CallParts, functions: FunctionRegistry): Expr {
  const part = partOfTime(call)
  if (part) return functionCall(part, functions)
  const fn = functions.scalar(call.name)
  // A function of the user's stands before a built-in one.
  const rewritten = fn && !functions.isBuiltIn(fn) ? undefined : rewriteCall(call)
  if (rewritten) return rewritten
  if (!fn) throw unknownFunction(call, functions)
  const { args, type } = fitArguments(fn, call)
  const portable = fn.volatility !== 'volatile' && functions.isBuiltIn(fn)
  const at = call.at === undefined ? {} : { at: call.at }
  return { kind: 'call', name: fn.name, args, type, portable, ...(isSafe(fn, args) ? { safe: true } : {}), ...at }
}

/** date_part('year', x) is year(x), whose type is known. */
function partOfTime(call: CallParts): CallParts | undefined {
  const [first, second, third] = call.args
  if ((call.name !== 'date_part' && call.name !== 'datepart') || first?.kind !== 'literal' || !second || third) return undefined
  const part = findTimePart(String(first.value))
  return part && { ...call, name: part.name, args: [second] }
}

function isSafe(fn: ScalarFunction, args: readonly Expr[]): boolean {
  if (fn.safe || !fn.safeFor) return fn.safe ?? false
  return fn.safeFor(constantsOf(args))
}

function constantsOf(args: readonly Expr[]): readonly (Scalar | undefined)[] {
  return args.map(arg => (arg.kind === 'literal' ? scalarOfLiteral(arg) : undefined))
}

export interface AggregateParts extends CallParts {
  readonly distinct?: boolean
  readonly filter?: Expr
  readonly orderBy?: readonly SortKey[]
}

/** `count(*)` is a count without arguments. */
export function aggregateCall(call: AggregateParts, functions: FunctionRegistry): Expr {
  const fn = functions.aggregate(call.name)
  if (!fn) throw unknownFunction(call, functions)
  const { args, type } = fitArguments(fn, call)
  const filter = call.filter ? { filter: call.filter } : {}
  const orderBy = call.orderBy?.length ? { orderBy: call.orderBy } : {}
  return { kind: 'aggregate', name: fn.name, args, type, distinct: call.distinct ?? false, ...filter, ...orderBy }
}

/** A call of a function that stands before OVER and is no aggregate. */
export function windowCall(call: CallParts, functions: FunctionRegistry): Expr {
  const fn = functions.window(call.name)
  if (!fn) throw unknownFunction(call, functions)
  const { args, type } = fitArguments(fn, call)
  return { kind: 'call', name: fn.name, args, type, portable: false, ...(call.at === undefined ? {} : { at: call.at }) }
}

function fitArguments(fn: FunctionDescription, call: CallParts): { readonly args: readonly Expr[]; readonly type: DataType } {
  const given = call.args.map(typeOf)
  // A quoted literal is of no type yet: '5' may be a number. It counts as NULL first, as text if that does not fit.
  const open = call.args.map((arg, i) => (arg.kind === 'literal' && isText(arg.type) ? { kind: 'null' as const } : given[i]))
  const constants = constantsOf(call.args)
  const exact = exactCall(fn, call)
  if (exact) return exact
  for (const types of [given, open]) {
    const wanted = fn.parameterTypes?.(types as readonly DataType[]) ?? (types as readonly DataType[])
    const type = fn.resultType(types as readonly DataType[], constants)
    if (type) return { args: call.args.map((arg, i) => castTo(arg, wanted[i] ?? typeOf(arg), call.at)), type }
  }
  const types = given.map(sqlTypeName).join(', ')
  throw new QueryError('PLAN', `Function ${fn.name} does not take (${types}). Example: ${fn.example}`, locationOf(call))
}

/** Number literals beside decimals are decimals, as they were written, where the function gives a decimal then: coalesce(price, 9.5). */
function exactCall(fn: FunctionDescription, call: CallParts): { readonly args: readonly Expr[]; readonly type: DataType } | undefined {
  if (!call.args.some(arg => arg.kind !== 'literal' && typeOf(arg).kind === 'decimal')) return undefined
  const args = call.args.map(arg => (arg.kind === 'literal' && isFloat(arg.type) ? (decimalLiteral(arg) ?? arg) : arg))
  const types = args.map(typeOf)
  const type = fn.resultType(types, constantsOf(args))
  if (type?.kind !== 'decimal') return undefined
  const wanted = fn.parameterTypes?.(types) ?? types
  return { args: args.map((arg, i) => castTo(arg, wanted[i] ?? typeOf(arg), call.at)), type }
}

function unknownFunction(call: CallParts, functions: FunctionRegistry): QueryError {
  const similar = suggest(call.name, functions.names())
  const hint = similar === undefined ? 'SHOW FUNCTIONS lists what there is.' : `Did you mean "${similar}"?`
  return new QueryError('PLAN', `Function "${call.name}" does not exist. ${hint}`, locationOf(call))
}

function locationOf(call: CallParts): ErrorLocation {
  return call.at === undefined ? {} : { sqlOffset: call.at }
}
