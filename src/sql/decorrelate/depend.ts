/**
 * A plan over outer columns -> a plan that computes it for all their values at once: working table × plan, with the table moved down to where
 * its values are used. Its output has the columns of the plan under their ids, and those of the table as keys that tell the rows apart.
 */
import { conjunction } from '../../expr/conjunction.ts'
import type { Expr } from '../../expr/expr.ts'
import type { JoinKeys, LogicalPlan } from '../../logical/logical-plan.ts'
import type { NodeOf } from '../../logical/node-of.ts'
import { dependentJoinNode } from '../../logical/nodes/dependent-join-node.ts'
import { distinctNode } from '../../logical/nodes/distinct-node.ts'
import { filterNode } from '../../logical/nodes/filter-node.ts'
import { joinNode } from '../../logical/nodes/join-node.ts'
import { sortNode } from '../../logical/nodes/sort-node.ts'
import { workingTableNode } from '../../logical/nodes/working-table-node.ts'
import { type ColumnExpr, outputColumns } from '../../logical/output-columns.ts'
import { dependAggregate } from './depend-aggregate.ts'
import { dependLimit } from './depend-limit.ts'
import { appended, type Dependent, keysEqual, projected, valuesOf } from './dependent.ts'
import { exprRefersTo, refersTo } from './outer-columns.ts'
import type { OuterTable } from './outer-table.ts'
import { replaceOuter } from './replace-outer.ts'
import { unsupported } from './unsupported.ts'

export function depend(plan: LogicalPlan, over: OuterTable): Dependent {
  if (!refersTo(plan, over.outer)) return crossed(plan, over)
  switch (plan.kind) {
    case 'filter': {
      const { plan: input, keys } = depend(plan.input, over)
      return { plan: filterNode(replaceOuter(plan.predicate, valuesOf(over, keys)), input), keys }
    }
    case 'projection': {
      const { plan: input, keys } = depend(plan.input, over)
      const exprs = plan.exprs.map(expr => replaceOuter(expr, valuesOf(over, keys)))
      return projected({ exprs, like: plan, keys }, input)
    }
    case 'sort': {
      const { plan: input, keys } = depend(plan.input, over)
      return {
        plan: sortNode(
          plan.keys.map(key => ({ ...key, expr: replaceOuter(key.expr, valuesOf(over, keys)) })),
          input,
        ),
        keys,
      }
    }
    case 'distinct': {
      const { plan: input, keys } = depend(plan.input, over)
      const on = plan.on?.map(expr => replaceOuter(expr, valuesOf(over, keys)))
      return { plan: distinctNode(input, on && [...on, ...keys]), keys }
    }
    case 'window':
      return dependWindow(plan, over)
    case 'unnest': {
      const { plan: input, keys } = depend(plan.input, over)
      const lists = plan.lists.map(list => replaceOuter(list, valuesOf(over, keys)))
      return { plan: { ...plan, ...appended(plan, input), lists, input }, keys }
    }
    case 'aggregate':
      return dependAggregate(plan, over, { depend, leaf: () => leaf(over) })
    case 'limit':
      return dependLimit(plan, depend(plan.input, over), over)
    case 'join':
    case 'dependent-join':
      return dependJoin(plan, over)
    case 'set-operation':
      return dependSetOperation(plan, over)
    case 'values':
      return dependValues(plan, over)
    default:
      throw unsupported(plan)
  }
}

function leaf({ table, columns, ids }: OuterTable): NodeOf<'working-table'> {
  return workingTableNode({ table, fields: columns.map(column => column.field) }, ids)
}

function crossed(plan: LogicalPlan, over: OuterTable): Dependent {
  const values = leaf(over)
  const keys = outputColumns(values)
  // The one row of a SELECT without FROM has nothing to add.
  if (plan.kind === 'values' && plan.ids.length === 0 && plan.rows.length === 1) return { plan: values, keys }
  return { plan: joinNode({ joinType: 'inner', on: [], left: values, right: plan }), keys }
}

function dependWindow(plan: NodeOf<'window'>, over: OuterTable): Dependent {
  const { plan: input, keys } = depend(plan.input, over)
  const windows = plan.windows.map((written): Expr => {
    const window = replaceOuter(written, valuesOf(over, keys))
    return window.kind === 'window' ? { ...window, partitionBy: [...window.partitionBy, ...keys] } : window
  })
  return { plan: { ...plan, ...appended(plan, input), windows, input }, keys }
}

/** A side whose rows all come out has its rows for every value; the other side only where it, too, depends. */
function dependJoin(plan: NodeOf<'join' | 'dependent-join'>, over: OuterTable): Dependent {
  if (plan.kind === 'join' && (plan.joinType === 'right' || plan.joinType === 'full')) return dependOuterJoin(plan, over)
  const inCondition = conditions(plan).some(expr => exprRefersTo(expr, over.outer))
  const rightDepends = refersTo(plan.right, over.outer)
  const onlyRight = plan.kind === 'join' && plan.joinType === 'inner' && rightDepends && !refersTo(plan.left, over.outer)
  const left = onlyRight && !(inCondition && !rightDepends) ? undefined : depend(plan.left, over)
  const right = rightDepends ? depend(plan.right, over) : undefined
  // One of the two is there: inner joins without a dependent left side have a dependent right side.
  const keys = (left ?? right)!.keys
  const values = valuesOf(over, keys)
  const on = plan.on.map((pair): JoinKeys => ({ ...pair, left: replaceOuter(pair.left, values), right: replaceOuter(pair.right, values) }))
  const sides = {
    on: left && right ? [...on, ...keysEqual(left.keys, right.keys)] : on,
    residual: plan.residual && replaceOuter(plan.residual, values),
    left: left?.plan ?? plan.left,
    right: right?.plan ?? plan.right,
  }
  if (plan.kind === 'join') return { plan: joinNode({ joinType: plan.joinType, ...sides }), keys }
  const columns = plan.columns.map(column => replaceOuter(column, values))
  return { plan: dependentJoinNode({ joinType: plan.joinType, table: plan.table, columns, ...sides }), keys }
}

function dependOuterJoin(plan: NodeOf<'join'>, over: OuterTable): Dependent {
  const left = depend(plan.left, over)
  const right = depend(plan.right, over)
  const values = valuesOf(over, right.keys)
  const joined = joinNode({
    joinType: plan.joinType,
    on: [
      ...plan.on.map(pair => ({ ...pair, left: replaceOuter(pair.left, values), right: replaceOuter(pair.right, values) })),
      ...keysEqual(left.keys, right.keys),
    ],
    residual: plan.residual && replaceOuter(plan.residual, values),
    left: left.plan,
    right: right.plan,
  })
  if (plan.joinType === 'right') return { plan: joined, keys: right.keys }
  // Either side of a full join may be missing. As many keys on both.
  const either = left.keys.map(
    (key, i): Expr => ({
      kind: 'case',
      branches: [{ when: { kind: 'is-null', operand: key }, then: right.keys[i]! }],
      otherwise: key,
    }),
  )
  const ids = either.map(() => over.ids.next())
  const keys = ids.map((id, i): ColumnExpr => ({ ...left.keys[i]!, id }))
  return {
    plan: {
      kind: 'projection',
      exprs: [...outputColumns(joined), ...either],
      input: joined,
      schema: { ...joined.schema, fields: [...joined.schema.fields, ...over.columns.map(column => column.field)] },
      ids: [...joined.ids, ...ids],
    },
    keys,
  }
}

function conditions(plan: NodeOf<'join' | 'dependent-join'>): readonly Expr[] {
  return [...plan.on.flatMap(pair => [pair.left, pair.right]), ...(plan.residual ? [conjunction([plan.residual])] : [])]
}

/** Inputs match by place, so each gives the columns of the operation and then the keys. */
function dependSetOperation(plan: NodeOf<'set-operation'>, over: OuterTable): Dependent {
  const inputs = plan.inputs.map(input => {
    const { plan: inner, keys } = depend(input, over)
    return projected({ exprs: outputColumns(input), like: input, keys }, inner).plan
  })
  const ids = over.columns.map(() => over.ids.next())
  const fields = over.columns.map(column => column.field)
  // One id a column.
  const keys = fields.map((field, i): ColumnExpr => ({ kind: 'column', id: ids[i]!, name: field.name, type: field.type }))
  const schema = { ...plan.schema, fields: [...plan.schema.fields, ...fields] }
  return { plan: { ...plan, inputs, schema, ids: [...plan.ids, ...ids] }, keys }
}

/** Rows that name outer columns: one projection of the working table a row. */
function dependValues(plan: NodeOf<'values'>, over: OuterTable): Dependent {
  const inputs = plan.rows.map(row => {
    const values = leaf(over)
    const keys = outputColumns(values)
    const exprs = row.map(expr => replaceOuter(expr, valuesOf(over, keys)))
    return projected({ exprs, like: { ...plan, ids: plan.ids.map(() => over.ids.next()) }, keys }, values).plan
  })
  const keyIds = over.columns.map(() => over.ids.next())
  const fields = over.columns.map(column => column.field)
  const schema = { ...plan.schema, fields: [...plan.schema.fields, ...fields] }
  const keys = fields.map((field, i): ColumnExpr => ({ kind: 'column', id: keyIds[i]!, name: field.name, type: field.type }))
  return { plan: { kind: 'set-operation', operation: 'union', all: true, inputs, schema, ids: [...plan.ids, ...keyIds] }, keys }
}
