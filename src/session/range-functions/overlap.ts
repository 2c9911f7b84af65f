/** overlap(left, right): the pairs of rows whose intervals share a base. */
import { QueryError } from '../../common/errors.ts'
import { arithmetic } from '../../expr/arithmetic.ts'
import { castTo } from '../../expr/cast-to.ts'
import { conjunction } from '../../expr/conjunction.ts'
import type { Expr } from '../../expr/expr.ts'
import type { JoinType, LogicalPlan } from '../../logical/logical-plan.ts'
import { intervalJoinNode } from '../../logical/nodes/interval-join-node.ts'
import { projectionNode } from '../../logical/nodes/projection-node.ts'
import { renamed, suffixesOf } from './output-fields.ts'
import type { RangeFunction } from './range-function.ts'
import { type TwoInputs, twoInputs } from './two-inputs.ts'

export const overlap: RangeFunction = {
  name: 'overlap',
  summary: 'Pairs of rows of two tables whose intervals share a base, in the order of the left rows.',
  example: "SELECT * FROM overlap('calls.vcf.gz', 'genes.bed', join_type => 'left')",
  operands: ['left', 'right'],
  positional: [],
  plan(inputs, options, context) {
    const sides = twoInputs('overlap', inputs, { options, context })
    const suffixes = suffixesOf(options, ['_1', '_2'])
    const minOverlap = options.integer('min_overlap', { min: 1 }) ?? 1
    const joinType: JoinType = options.choice('join_type', ['inner', 'left', 'semi', 'anti']) ?? 'inner'
    const output = options.choice('overlap_output', ['join', 'left']) ?? 'join'
    const distinct = options.flag('distinct_output', false)
    // Accepted for scripts that name them: how pairs are found is an option of the session.
    options.text('algorithm')
    options.flag('low_memory', false)
    options.rejectOthers()
    if (distinct && output === 'join') {
      throw new QueryError('PLAN', "The option distinct_output of overlap gives each left row once: it needs overlap_output => 'left'.")
    }
    if (distinct && joinType === 'left') {
      throw new QueryError(
        'PLAN',
        "With join_type => 'left' and distinct_output the answer of overlap is the left table itself: leave one of them out.",
      )
    }

    const { left, right } = sides
    const onlyLeft = output === 'left'
    const closed = sides.system === 'one-based-closed'
    const join = intervalJoinNode({
      joinType: onlyLeft && distinct && joinType === 'inner' ? 'semi' : joinType,
      overlap: { ...bounds(sides, minOverlap), leftStartOp: closed ? '<=' : '<', leftEndOp: closed ? '>=' : '>' },
      residual: minOverlap > 1 ? longEnough(sides, minOverlap) : undefined,
      left: left.plan,
      right: right.plan,
      order: 'left',
    })
    if (join.joinType === 'semi' || join.joinType === 'anti') return join
    if (onlyLeft) return leftOnly(join, left.plan, context)
    const names = [
      ...left.plan.schema.fields.map(field => field.name + suffixes[0]),
      ...right.plan.schema.fields.map(field => field.name + suffixes[1]),
    ]
    return renamed(join, names, context)
  },
}

/** Sharing `bases` bases is overlapping when one of the two is cut by `bases - 1` at its end and moved by as much at its start. */
function bounds({ left, right }: TwoInputs, bases: number): Pick<Parameters<typeof intervalJoinNode>[0]['overlap'], 'left' | 'right'> {
  const { keys, start, end } = left.columns
  return { left: { keys, start: shifted(start, bases - 1), end: shifted(end, 1 - bases) }, right: right.columns }
}

/** Without these, an interval shorter than `bases` inside a long one would pass the bounds. */
function longEnough({ left, right, system }: TwoInputs, bases: number): Expr {
  const least = system === 'one-based-closed' ? bases - 1 : bases
  const lengths = [left.columns, right.columns].map(({ start, end }): Expr => {
    const length = arithmetic('-', { left: castTo(end, { kind: 'int64' }), right: castTo(start, { kind: 'int64' }) })
    return { kind: 'compare', op: '>=', left: length, right: castTo(integer(least), { kind: 'int64' }) }
  })
  return conjunction(lengths)
}

function shifted(position: Expr, by: number): Expr {
  if (by === 0) return position
  return arithmetic(by < 0 ? '-' : '+', { left: castTo(position, { kind: 'int64' }), right: integer(Math.abs(by)) })
}

function integer(value: number): Expr {
  return { kind: 'literal', type: { kind: 'int32' }, value }
}

function leftOnly(join: LogicalPlan, left: LogicalPlan, context: Parameters<RangeFunction['plan']>[2]): LogicalPlan {
  const { fields } = left.schema
  const columns = fields.map((field, i) => ({
    name: field.name,
    expr: { kind: 'column', id: left.ids[i] ?? -1, name: field.name, type: field.type } as const,
  }))
  return projectionNode(columns, join, context.ids)
}
