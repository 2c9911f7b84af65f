/** A plan that was computed for all values of a working table, and the parts that its rules share. */
import type { Expr } from '../../expr/expr.ts'
import type { JoinKeys, LogicalPlan } from '../../logical/logical-plan.ts'
import type { NodeOf } from '../../logical/node-of.ts'
import type { ColumnExpr } from '../../logical/output-columns.ts'
import type { OuterTable } from './outer-table.ts'
import type { OuterValues } from './replace-outer.ts'

export interface Dependent {
  readonly plan: LogicalPlan
  /** Columns of the plan: the values of the working table that a row belongs to. */
  readonly keys: readonly ColumnExpr[]
}

// Keys stand beside the columns of the working table, ids and fields beside the expressions.

export function valuesOf({ columns }: Pick<OuterTable, 'columns'>, keys: readonly ColumnExpr[]): OuterValues {
  return new Map(columns.map((column, i) => [column.id, keys[i]!]))
}

export function keysEqual(left: readonly ColumnExpr[], right: readonly ColumnExpr[]): readonly JoinKeys[] {
  return left.map((key, i) => ({ left: key, right: right[i]!, nullsEqual: true }))
}

/** Schema and ids of a node that adds columns to its input: its own columns behind those of the new input. */
export function appended(plan: NodeOf<'window' | 'unnest'>, input: LogicalPlan): Pick<LogicalPlan, 'schema' | 'ids'> {
  const width = plan.input.ids.length
  return {
    schema: { ...input.schema, fields: [...input.schema.fields, ...plan.schema.fields.slice(width)] },
    ids: [...input.ids, ...plan.ids.slice(width)],
  }
}

/** Expressions under the ids of `like`, and the keys under their own. */
export function projected(
  of: { readonly exprs: readonly Expr[]; readonly like: Pick<LogicalPlan, 'schema' | 'ids'>; readonly keys: readonly ColumnExpr[] },
  input: LogicalPlan,
): Dependent {
  const { exprs, like, keys } = of
  const fields = keys.map(key => ({ name: key.name, type: key.type, nullable: true }))
  const plan: LogicalPlan = {
    kind: 'projection',
    exprs: [...exprs, ...keys],
    input,
    schema: { ...like.schema, fields: [...like.schema.fields, ...fields] },
    ids: [...like.ids, ...keys.map(key => key.id)],
  }
  return { plan, keys }
}
