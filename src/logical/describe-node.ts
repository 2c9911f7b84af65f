/** What EXPLAIN tells about one logical node: its name, its subject, and named properties in the order they print. */
import { unreachable } from '../common/unreachable.ts'
import type { Expr } from '../expr/expr.ts'
import { formatConjuncts, formatExpr } from '../expr/format-expr.ts'
import { formatSortKey } from '../expr/format-sort-key.ts'
import type { LogicalPlan } from './logical-plan.ts'
import type { NodeOf } from './node-of.ts'
import type { Qualifiers } from './table-of-columns.ts'

export interface NodeDescription {
  readonly name: string
  readonly subject?: string
  readonly properties: Readonly<Record<string, string | number | readonly string[]>>
}

export function describeNode(plan: LogicalPlan, qualifiers: Qualifiers): NodeDescription {
  const format = (expr: Expr) => formatExpr(expr, { qualifiers })
  switch (plan.kind) {
    case 'scan':
      return describeScan(plan)
    case 'values':
      return { name: 'Values', subject: describeRows(plan, format), properties: {} }
    case 'filter':
      return { name: 'Filter', subject: formatExpr(plan.predicate, { qualifiers }), properties: describeKept(plan, plan.input.ids.length) }
    case 'projection':
      return { name: 'Projection', subject: plan.exprs.map((expr, i) => describeOutput(plan, i, format(expr))).join(', '), properties: {} }
    case 'aggregate':
      return { name: 'Aggregate', properties: { group_by: groupingText(plan, format), aggregates: plan.aggregates.map(format) } }
    case 'window':
      return { name: 'Window', subject: plan.windows.map(format).join(', '), properties: {} }
    case 'sort':
      return {
        name: 'Sort',
        subject: plan.keys.map(key => formatSortKey(key, { qualifiers })).join(', '),
        properties: { ...(plan.fetch !== undefined && { fetch: plan.fetch }) },
      }
    case 'limit':
      return { name: 'Limit', properties: { skip: plan.skip, ...(plan.fetch !== undefined && { fetch: plan.fetch }) } }
    case 'distinct':
      return { name: 'Distinct', properties: { ...(plan.on && { on: plan.on.map(format) }) } }
    case 'unnest':
      return { name: 'Unnest', subject: plan.lists.map(format).join(', '), properties: plan.withOrdinality ? { ordinality: 'yes' } : {} }
    case 'join':
    case 'dependent-join':
      return describeJoin(plan, qualifiers)
    case 'interval-join':
      return describeIntervalJoin(plan, qualifiers)
    case 'range-operation':
      return { name: 'RangeOperation', subject: plan.operation.name, properties: describeParameters(plan.operation.parameters) }
    case 'look-up':
      return { name: 'LookUp', subject: plan.calls.map(format).join(', '), properties: {} }
    case 'depth':
      return {
        name: 'Depth',
        subject: plan.scope.file,
        properties: { form: plan.scope.form, ...describeParameters(plan.scope.parameters) },
      }
    case 'set-operation':
      return { name: `${upperFirst(plan.operation)}${plan.all ? 'All' : ''}`, properties: {} }
    case 'recursive':
      return { name: 'Recursive', properties: { table: plan.table, all: plan.all ? 'yes' : 'no' } }
    case 'working-table':
      return { name: 'WorkingTable', properties: { table: plan.table } }
    default:
      return unreachable(plan)
  }
}

/** Filters may read columns that the scan does not give: all columns of a scan have its table's name. */
function describeScan(plan: NodeOf<'scan'>): NodeDescription {
  const { projection, filters, limit } = plan.request
  const table = plan.alias ?? plan.table
  return {
    name: 'Scan',
    subject: plan.alias === undefined || plan.alias === plan.table ? plan.table : `${plan.table} AS ${plan.alias}`,
    properties: {
      projection,
      ...(filters.length > 0 && { filters: formatConjuncts(filters, { qualifier: table }) }),
      ...(limit !== undefined && { fetch: limit }),
    },
  }
}

const ROWS_SHOWN = 5

function describeRows(plan: NodeOf<'values'>, format: (expr: Expr) => string): string {
  const rows = plan.rows.slice(0, ROWS_SHOWN).map(row => `(${row.map(format).join(', ')})`)
  const more = plan.rows.length - rows.length
  return more > 0 ? `${rows.join(', ')}, … ${more} more` : rows.join(', ')
}

function describeOutput(plan: NodeOf<'projection'>, position: number, text: string): string {
  const expr = plan.exprs[position]
  const name = plan.schema.fields[position]?.name
  return name === undefined || name === text || (expr?.kind === 'column' && expr.name === name) ? text : `${text} AS ${name}`
}

function groupingText(plan: NodeOf<'aggregate'>, format: (expr: Expr) => string): readonly string[] {
  const [only, ...others] = plan.groupingSets.map(set => set.map(format))
  return others.length === 0 ? (only ?? []) : [only ?? [], ...others].map(set => `(${set.join(', ')})`)
}

function describeJoin(plan: NodeOf<'join' | 'dependent-join'>, qualifiers: Qualifiers): NodeDescription {
  const format = (expr: Expr) => formatExpr(expr, { qualifiers })
  const dependent = plan.kind === 'dependent-join'
  const leftOnly = plan.joinType === 'semi' || plan.joinType === 'anti'
  const cross = !dependent && plan.joinType === 'inner' && plan.on.length === 0 && !plan.residual
  return {
    name: cross ? 'CrossJoin' : `${dependent ? 'Dependent' : ''}${upperFirst(plan.joinType)}Join`,
    properties: {
      ...(dependent && { table: plan.table, values: plan.columns.map(format) }),
      ...(plan.on.length > 0 && {
        on: plan.on.map(pair => `${format(pair.left)} ${pair.nullsEqual ? 'IS NOT DISTINCT FROM' : '='} ${format(pair.right)}`),
      }),
      ...(plan.residual && { residual: formatConjuncts([plan.residual], { qualifiers }) }),
      ...describeKept(plan, plan.left.ids.length + (leftOnly ? 0 : plan.right.ids.length)),
    },
  }
}

/** The columns that come out, where they are fewer than those that come in. */
function describeKept({ ids, schema }: LogicalPlan, comeIn: number): { readonly projection?: readonly string[] } {
  return ids.length < comeIn ? { projection: schema.fields.map(field => field.name) } : {}
}

function describeIntervalJoin(plan: NodeOf<'interval-join'>, qualifiers: Qualifiers): NodeDescription {
  const format = (expr: Expr) => formatExpr(expr, { qualifiers })
  const { left, right, leftStartOp, leftEndOp } = plan.overlap
  const keys = left.keys.map((key, i) => {
    const other = right.keys[i]
    return other ? `${format(key)} = ${format(other)}` : format(key)
  })
  return {
    name: `Interval${upperFirst(plan.joinType)}Join`,
    properties: {
      ...(keys.length > 0 && { on: keys }),
      overlap: [`${format(left.start)} ${leftStartOp} ${format(right.end)}`, `${format(left.end)} ${leftEndOp} ${format(right.start)}`],
      ...(plan.residual && { residual: formatConjuncts([plan.residual], { qualifiers }) }),
    },
  }
}

function describeParameters(parameters: Readonly<Record<string, number | string | boolean>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)]))
}

function upperFirst(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
