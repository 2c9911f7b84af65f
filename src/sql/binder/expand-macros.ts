/** Calls of macros written out: the body of the macro, with the arguments in place of its parameters. Done on the parsed statement, before binding. */
import { QueryError } from '../../common/errors.ts'
import type { Expression, FunctionCall } from '../ast/expression.ts'
import type { Macro } from '../ast/macro.ts'
import type { TableReference } from '../ast/query.ts'
import type { Span } from '../ast/span.ts'
import { didYouMean, planError } from './plan-error.ts'

/** By lower-case name. */
export type Macros = ReadonlyMap<string, Macro>

/** Macros that call macros. */
const MAX_DEPTH = 50
/** Macros that call a macro twice double the statement at each step. */
const MAX_EXPANSIONS = 10_000

interface Expansion {
  readonly macros: Macros
  readonly budget: { left: number }
  readonly depth: number
}

/** The tree is plain data; parts without a call stay the same objects. */
export function expandMacros<Tree>(tree: Tree, macros: Macros): Tree {
  if (macros.size === 0) return tree
  return expand(tree, { macros, budget: { left: MAX_EXPANSIONS }, depth: 0 }) as Tree // of the same shape
}

function expand(node: unknown, expansion: Expansion): unknown {
  const inside = mapParts(node, part => expand(part, expansion))
  if (!isNode(inside)) return inside
  if (inside.kind === 'call') {
    const { call } = inside as Expression & { readonly kind: 'call' } // by its kind
    const macro = macroOf(call, expansion)
    if (!macro || !('expression' in macro.body)) return inside
    return expand(substitute(macro.body.expression, argumentsOf(call, macro), call.span), deeper(expansion, call))
  }
  if (inside.kind === 'table-function') {
    const reference = inside as TableReference & { readonly kind: 'table-function' } // by its kind
    const macro = macroOf(reference.call, expansion)
    if (!macro || !('query' in macro.body)) return inside
    const written = substitute(macro.body.query, argumentsOf(reference.call, macro), reference.call.span)
    const query = expand(written, deeper(expansion, reference.call))
    const { alias, lateral, span } = reference
    return { kind: 'derived', query, lateral, span, ...(alias && { alias }) }
  }
  return inside
}

function isNode(value: unknown): value is { readonly kind: string } {
  return typeof value === 'object' && value !== null && 'kind' in value
}

function mapParts(node: unknown, map: (part: unknown) => unknown): unknown {
  if (typeof node !== 'object' || node === null) return node
  if (Array.isArray(node)) {
    const items = node.map(map)
    return items.every((item, i) => item === node[i]) ? node : items
  }
  const entries = Object.entries(node)
  const mapped = entries.map(([key, part]) => [key, map(part)] as const)
  return mapped.every(([, part], i) => part === entries[i]?.[1]) ? node : Object.fromEntries(mapped)
}

function macroOf(call: FunctionCall, { macros }: Expansion): Macro | undefined {
  return macros.get((call.name.parts.at(-1)?.name ?? '').toLowerCase())
}

function deeper({ macros, budget, depth }: Expansion, call: FunctionCall): Expansion {
  if (depth < MAX_DEPTH && --budget.left > 0) return { macros, budget, depth: depth + 1 }
  const name = call.name.parts.at(-1)?.name ?? ''
  throw new QueryError('RESOURCE', `Macro "${name}" calls itself, or too many others.`, { sqlOffset: call.span.start })
}

/** The value of each parameter, by lower-case name. */
function argumentsOf(call: FunctionCall, macro: Macro): ReadonlyMap<string, Expression> {
  const { parameters } = macro
  const values = new Map<string, Expression>()
  const signature = `${macro.name}(${parameters.map(parameter => parameter.name).join(', ')})`
  if (call.args.length > parameters.length) throw planError(`Macro ${signature} does not take ${call.args.length} arguments.`, call.span)
  for (const [i, value] of call.args.entries()) values.set(parameters[i]?.name.toLowerCase() ?? '', value)
  for (const { name, value } of call.named) {
    const known = parameters.some(parameter => parameter.name.toLowerCase() === name.name.toLowerCase())
    const names = parameters.map(parameter => parameter.name)
    if (!known) throw planError(`Macro ${signature} has no parameter "${name.name}".${didYouMean(name.name, names)}`, name.span)
    values.set(name.name.toLowerCase(), value)
  }
  for (const { name, value } of parameters) {
    if (values.has(name.toLowerCase())) continue
    if (!value) throw planError(`Macro ${signature} needs a value for "${name}".`, call.span)
    values.set(name.toLowerCase(), value)
  }
  return values
}

/** Errors in the body point at the call: the body is another text. */
function substitute(node: unknown, values: ReadonlyMap<string, Expression>, span: Span): unknown {
  if (isNode(node) && node.kind === 'name') {
    const { name } = node as Expression & { readonly kind: 'name' } // by its kind
    const [first, ...path] = name.parts
    const value = first && values.get(first.name.toLowerCase())
    if (value) return path.reduce<Expression>((operand, field) => ({ kind: 'field', operand, name: { ...field, span }, span }), value)
  }
  if (isNode(node) && node.kind === 'table') {
    const table = node as TableReference & { readonly kind: 'table' } // by its kind
    const [first, ...others] = table.name.parts
    const value = others.length === 0 && first ? values.get(first.name.toLowerCase()) : undefined
    if (value?.kind === 'name') return { ...table, name: value.name, span }
  }
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return mapParts(node, part => substitute(part, values, span))
  const entries = Object.entries(node).map(([key, part]) => [key, key === 'span' ? span : substitute(part, values, span)] as const)
  return Object.fromEntries(entries)
}
