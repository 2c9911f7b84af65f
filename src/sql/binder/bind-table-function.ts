/** Table functions in FROM: read_vcf('calls.vcf.gz', info_fields => ['AF']), overlap('calls', 'genes'). */
import type { TableFunctionArgument } from '../../catalog/catalog.ts'
import type { JsonValue } from '../../common/json.ts'
import type { Expression, FunctionCall } from '../ast/expression.ts'
import type { TableReference } from '../ast/query.ts'
import type { BindState } from './bind-state.ts'
import { bindTable, planOfSource } from './bind-table.ts'
import { type BoundRelation, namedRelation } from './bound-relation.ts'
import { constantJson } from './constant-value.ts'
import { didYouMean, located, notImplemented, planError } from './plan-error.ts'

type FunctionReference = Extract<TableReference, { readonly kind: 'table-function' }>

export async function bindTableFunction(reference: FunctionReference, state: BindState): Promise<BoundRelation> {
  const { call, alias } = reference
  const own = call.name.parts.at(-1)?.name.toLowerCase() ?? ''
  const fn = state.catalog.tableFunction(own)
  if (!fn) throw unknownTableFunction(own, reference, state)
  if (reference.withOrdinality) throw notImplemented('WITH ORDINALITY is parsed but does not run yet.', reference.span)
  rejectScalarClauses(reference)
  const args: TableFunctionArgument[] = []
  for (const arg of call.args) args.push(await bindArgument(arg, state))
  const named: Record<string, JsonValue> = {}
  for (const { name, value } of call.named) {
    const key = name.name.toLowerCase()
    if (Object.hasOwn(named, key)) throw planError(`Argument "${key}" is given twice.`, name.span)
    named[key] = constantJson(value, state, `The argument "${key}"`)
  }
  const source = await located(call.span, () => fn.bind(args, named, message => state.warn(message)))
  const plan = planOfSource(source, { table: own, alias, state })
  return namedRelation(plan, { own, alias }, state)
}

/** A subquery, a table function or a bare table name is a relation; anything else is a constant. */
async function bindArgument(arg: Expression, state: BindState): Promise<TableFunctionArgument> {
  if (arg.kind === 'call' && namesTableFunction(arg.call, state)) {
    const reference = { kind: 'table-function', call: arg.call, withOrdinality: false, lateral: false, span: arg.span } as const
    return { kind: 'relation', plan: (await bindTableFunction(reference, state)).plan }
  }
  if (arg.kind === 'subquery') return { kind: 'relation', plan: await state.bindQuery(arg.query, state) }
  if (arg.kind === 'name') return { kind: 'relation', plan: (await bindTable(arg.name, { alias: undefined, state })).plan }
  return { kind: 'value', value: constantJson(arg, state, 'An argument of a table function') }
}

function namesTableFunction({ name }: FunctionCall, { catalog, functions }: BindState): boolean {
  const own = name.parts.at(-1)?.name.toLowerCase() ?? ''
  return catalog.tableFunction(own) !== undefined && functions.scalar(own) === undefined
}

function rejectScalarClauses({ call }: FunctionReference): void {
  const clause = call.star
    ? '*'
    : call.distinct
      ? 'DISTINCT'
      : call.filter
        ? 'FILTER'
        : call.over
          ? 'OVER'
          : call.orderBy.length > 0
            ? 'ORDER BY'
            : undefined
  if (clause !== undefined) throw planError(`A table function does not take ${clause}.`, call.span)
}

function unknownTableFunction(name: string, { call }: FunctionReference, state: BindState): Error {
  const scalar = state.functions.scalar(name) ? ' It is a scalar function: use it in SELECT.' : ''
  const near = scalar || didYouMean(name, state.catalog.tableFunctionNames())
  return planError(`Table function "${name}" does not exist.${near}`, call.name.span)
}
