/** How many rows a node may give: a guess from the tables' sizes, for comparing orders of joins with each other only. */
import type { Expr } from '../../expr/expr.ts'
import { splitConjunction } from '../../expr/split-conjunction.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { planInputs } from '../../logical/plan-inputs.ts'

/** Of a table that does not say. */
const UNKNOWN_ROWS = 1_000_000
const EQUALITY = 0.05
const OTHER_CONDITION = 0.33

export interface RowEstimate {
  readonly rows: number
  /** Without the filters: how many different values a key of it may have. */
  readonly unfiltered: number
}

export function estimateRows(plan: LogicalPlan): RowEstimate {
  switch (plan.kind) {
    case 'scan': {
      const unfiltered = plan.provider.rowEstimate ?? UNKNOWN_ROWS
      return { rows: filtered(unfiltered, plan.request.filters), unfiltered }
    }
    case 'values':
      return both(plan.rows.length)
    case 'filter': {
      const input = estimateRows(plan.input)
      return { rows: filtered(input.rows, splitConjunction(plan.predicate)), unfiltered: input.unfiltered }
    }
    case 'aggregate': {
      const grouped = plan.groupingSets.some(set => set.length > 0)
      return both(grouped ? Math.max(1, estimateRows(plan.input).rows / 4) : 1)
    }
    case 'limit':
      return both(Math.min(plan.fetch ?? Number.POSITIVE_INFINITY, estimateRows(plan.input).rows))
    case 'join':
    case 'interval-join':
    case 'dependent-join':
      return both(Math.max(estimateRows(plan.left).rows, estimateRows(plan.right).rows))
    default: {
      const rows = planInputs(plan).reduce((sum, input) => sum + estimateRows(input).rows, 0)
      return both(rows || UNKNOWN_ROWS)
    }
  }
}

export function selectivity(conjunct: Expr): number {
  if (conjunct.kind === 'compare' && conjunct.op === '=') return EQUALITY
  if (conjunct.kind === 'in-list') return Math.min(OTHER_CONDITION, EQUALITY * conjunct.list.length)
  return OTHER_CONDITION
}

function filtered(rows: number, conjuncts: readonly Expr[]): number {
  return Math.max(
    1,
    conjuncts.reduce((left, conjunct) => left * selectivity(conjunct), rows),
  )
}

function both(rows: number): RowEstimate {
  return { rows, unfiltered: rows }
}
