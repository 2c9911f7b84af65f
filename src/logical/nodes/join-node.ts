/** Joins rows: equal keys in `on`, any other condition in `residual`; neither is a cross join. Semi and anti joins give the left columns only. */
import type { Field } from '../../columnar/data-type.ts'
import type { Expr } from '../../expr/expr.ts'
import type { JoinKeys, JoinType, LogicalPlan } from '../logical-plan.ts'
import type { NodeOf } from '../node-of.ts'
import { sharedMetadata } from '../shared-metadata.ts'

export interface JoinParts {
  readonly joinType: JoinType
  readonly on: readonly JoinKeys[]
  readonly residual?: Expr | undefined
  readonly left: LogicalPlan
  readonly right: LogicalPlan
}

export function joinNode({ joinType, on, residual, left, right }: JoinParts): NodeOf<'join'> {
  const leftOnly = joinType === 'semi' || joinType === 'anti'
  const leftFields = joinType === 'right' || joinType === 'full' ? left.schema.fields.map(asNullable) : left.schema.fields
  const rightFields = joinType === 'left' || joinType === 'full' ? right.schema.fields.map(asNullable) : right.schema.fields
  return {
    kind: 'join',
    joinType,
    on,
    ...(residual && { residual }),
    left,
    right,
    schema: leftOnly ? left.schema : { ...sharedMetadata([left.schema, right.schema]), fields: [...leftFields, ...rightFields] },
    ids: leftOnly ? left.ids : [...left.ids, ...right.ids],
  }
}

function asNullable(field: Field): Field {
  return field.nullable ? field : { ...field, nullable: true }
}
