/** UNION, INTERSECT and EXCEPT [ALL] [BY NAME]: inputs are brought to the same columns. UNION is DISTINCT over UNION ALL. */

import type { DataType } from '../../columnar/data-type.ts'
import { sameType } from '../../columnar/same-type.ts'
import { sqlTypeName } from '../../columnar/sql-type-name.ts'
import { castTo } from '../../expr/cast-to.ts'
import { commonType } from '../../expr/coercion.ts'
import type { Expr } from '../../expr/expr.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { distinctNode } from '../../logical/nodes/distinct-node.ts'
import { type ProjectedColumn, projectionNode } from '../../logical/nodes/projection-node.ts'
import { setOperationNode } from '../../logical/nodes/set-operation-node.ts'
import { outputColumns } from '../../logical/output-columns.ts'
import type { QueryBody } from '../ast/query.ts'
import type { Span } from '../ast/span.ts'
import type { BindState } from './bind-state.ts'
import { inTurn } from './in-turn.ts'
import { planError } from './plan-error.ts'

type SetOperation = Extract<QueryBody, { readonly kind: 'set-operation' }>

interface Binding {
  readonly state: BindState
  readonly bindBody: (body: QueryBody, state: BindState) => Promise<LogicalPlan>
}

interface Input {
  readonly columns: readonly ProjectedColumn[]
  readonly plan: LogicalPlan
  readonly span: Span
}

export async function bindSetOperation(written: SetOperation, { state, bindBody }: Binding): Promise<LogicalPlan> {
  const node = state.setOperations === 'in-turn' ? inTurn(written) : written
  const inputs: Input[] = []
  for (const body of node.inputs) {
    const plan = await bindBody(body, state)
    inputs.push({ columns: outputColumns(plan).map(expr => ({ expr, name: expr.name })), plan, span: body.span })
  }
  const aligned = node.byName ? alignByName(inputs) : inputs
  const types = commonTypes(aligned, nameOf(node))
  const plans = aligned.map(input => castColumns(input, types, state))
  const [first, ...others] = plans
  if (!first) throw planError(`${nameOf(node)} needs two queries.`, node.span)
  if (node.operation !== 'union') return setOperationNode(node, [first, ...others], state.ids)
  const union = setOperationNode({ operation: 'union', all: true }, [first, ...others], state.ids)
  return node.all ? union : distinctNode(union)
}

/** Columns in the order in which names first come; an input without one gives NULL. */
function alignByName(inputs: readonly Input[]): readonly Input[] {
  const names = new Map<string, string>()
  for (const { columns } of inputs) for (const { name } of columns) if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), name)
  return inputs.map(input => {
    const byName = new Map(input.columns.map(column => [column.name.toLowerCase(), column.expr]))
    if (byName.size < input.columns.length) throw planError('BY NAME needs column names that differ from each other.', input.span)
    const columns = [...names].map(([key, name]): ProjectedColumn => ({ expr: byName.get(key) ?? missing, name }))
    return { ...input, columns }
  })
}

function nameOf({ operation }: SetOperation): string {
  return operation.toUpperCase()
}

const missing: Expr = { kind: 'literal', type: { kind: 'null' }, value: null }

function typeOfColumn({ expr }: ProjectedColumn): DataType {
  return expr.kind === 'column' ? expr.type : { kind: 'null' }
}

function commonTypes(inputs: readonly Input[], operation: string): readonly DataType[] {
  let types: readonly DataType[] | undefined
  for (const { columns, span } of inputs) {
    if (types && types.length !== columns.length) {
      throw planError(
        `The queries of ${operation} must have the same number of columns: ${types.length} before, ${columns.length} here.`,
        span,
      )
    }
    const before: readonly DataType[] = types ?? columns.map(typeOfColumn)
    types = before.map((type, i) => {
      const column = columns[i] ?? { expr: missing, name: '' }
      const common = commonType(type, typeOfColumn(column))
      if (common) return common
      const names = `${sqlTypeName(type)} and ${sqlTypeName(typeOfColumn(column))}`
      throw planError(`Column ${i + 1} of ${operation}, "${column.name}", mixes ${names}. Cast them to one type.`, span)
    })
  }
  return types ?? []
}

function castColumns(input: Input, types: readonly DataType[], state: BindState): LogicalPlan {
  const outputs = outputColumns(input.plan)
  const asIs =
    input.columns.length === outputs.length && input.columns.every(({ expr }, i) => expr.kind === 'column' && expr.id === outputs[i]?.id)
  // One type a column: commonTypes() made them.
  if (asIs && outputs.every((column, i) => sameType(column.type, types[i]!))) return input.plan
  const columns = input.columns.map(({ expr, name }, i) => ({ expr: castTo(expr, types[i]!), name }))
  return projectionNode(columns, input.plan, state.ids)
}
