/** Inner joins that stand under each other as one list of inputs and one of conditions, so that they can be put in another order. */
import { canFail } from '../../expr/can-fail.ts'
import { columnsOf } from '../../expr/columns-of.ts'
import type { Expr } from '../../expr/expr.ts'
import { splitConjunction } from '../../expr/split-conjunction.ts'
import type { JoinKeys, LogicalPlan } from '../../logical/logical-plan.ts'
import type { NodeOf } from '../../logical/node-of.ts'
import { estimateRows, type RowEstimate, selectivity } from './estimate-rows.ts'

/** A condition over the inputs whose numbers it names. */
export type JoinCondition = {
  readonly inputs: readonly number[]
  readonly selectivity: number
} & (
  | { readonly kind: 'keys'; readonly keys: JoinKeys; readonly leftInputs: readonly number[]; readonly rightInputs: readonly number[] }
  | { readonly kind: 'residual'; readonly expr: Expr }
)

export interface JoinGroup {
  readonly inputs: readonly LogicalPlan[]
  readonly estimates: readonly RowEstimate[]
  readonly conditions: readonly JoinCondition[]
  /** The inputs of each join as it stands, for what that order costs. */
  readonly steps: readonly (readonly number[])[]
}

/** Undefined where a condition must stay where it is: it can fail on rows that another one removes, or names no column. */
export function joinGroup(join: NodeOf<'join'>, isMovable: (expr: Expr) => boolean): JoinGroup | undefined {
  const inputs: LogicalPlan[] = []
  const keys: JoinKeys[] = []
  const residuals: Expr[] = []
  const steps: (readonly number[])[] = []
  const collect = (node: LogicalPlan): readonly number[] => {
    if (node.kind !== 'join' || node.joinType !== 'inner') return [inputs.push(node) - 1]
    const members = [...collect(node.left), ...collect(node.right)]
    keys.push(...node.on)
    if (node.residual) residuals.push(...splitConjunction(node.residual))
    steps.push(members)
    return members
  }
  collect(join)
  if (inputs.length < 3 || [...residuals, ...keys.flatMap(pair => [pair.left, pair.right])].some(expr => !isMovable(expr))) return undefined

  const inputOf = new Map(inputs.flatMap((input, number) => input.ids.map(id => [id, number] as const)))
  const inputsOf = (expr: Expr) => [...new Set(columnsOf(expr).map(id => inputOf.get(id) ?? -1))]
  const estimates = inputs.map(estimateRows)
  const distinct = (members: readonly number[]) => Math.max(1, ...members.map(member => estimates[member]?.unfiltered ?? 1))
  const conditions = [
    ...keys.map((pair): JoinCondition => {
      const leftInputs = inputsOf(pair.left)
      const rightInputs = inputsOf(pair.right)
      const share = 1 / Math.max(distinct(leftInputs), distinct(rightInputs))
      return { kind: 'keys', keys: pair, leftInputs, rightInputs, inputs: [...leftInputs, ...rightInputs], selectivity: share }
    }),
    ...residuals.map((expr): JoinCondition => ({ kind: 'residual', expr, inputs: inputsOf(expr), selectivity: selectivity(expr) })),
  ]
  if (conditions.some(condition => condition.inputs.length === 0 || condition.inputs.includes(-1))) return undefined
  return { inputs, estimates, conditions, steps }
}

/** A residual is evaluated on more or fewer rows than before: it must not fail on any. */
export function neverFails(expr: Expr): boolean {
  return !canFail(expr)
}
