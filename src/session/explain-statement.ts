/** EXPLAIN in all its forms: rows of plan_type and plan. */
import type { Batch } from '../columnar/batch.ts'
import { QueryError } from '../common/errors.ts'
import type { LogicalPlan } from '../logical/logical-plan.ts'
import { logicalPlanToJson } from '../logical/logical-plan-to-json.ts'
import { printLogicalPlan } from '../logical/print-logical-plan.ts'
import type { OperatorMetrics } from '../physical/operator-metrics.ts'
import { physicalPlanToJson } from '../physical/physical-plan-to-json.ts'
import { printPhysicalPlan } from '../physical/print-physical-plan.ts'
import type { BoundStatement } from '../sql/bound-statement.ts'
import { batchOf, TEXT } from './batch-of.ts'
import { OperatorRun, type PlanEnvironment, type PlannedQuery, planQuery } from './run-plan.ts'

export type ExplainStatement = BoundStatement & { readonly kind: 'explain' }

interface ExplainRun {
  readonly environment: PlanEnvironment
  readonly warnings: readonly string[]
  readonly signal?: AbortSignal
}

export async function explainStatement(statement: ExplainStatement, run: ExplainRun): Promise<Batch> {
  const plan = explainedPlan(statement)
  const planned = await planQuery(plan, run.environment, run.signal)
  const metrics = statement.analyze ? await measure(planned, run) : undefined
  if (statement.format === 'json') return batchOfPlans([['json', JSON.stringify(planJson(planned, metrics), null, 2)]])
  return batchOfPlans([
    ...(statement.verbose ? verboseBlocks(plan, planned) : []),
    ['logical_plan', printLogicalPlan(planned.logical)],
    ['physical_plan', printPhysicalPlan(planned.operator, metrics)],
  ])
}

/** Runs the query to its end and throws its rows away. */
async function measure(planned: PlannedQuery, run: ExplainRun): Promise<OperatorMetrics> {
  const running = new OperatorRun(planned.operator, run.environment, run)
  for await (const _ of running.batches);
  return running.metrics
}

/** One block for the plan as it was bound, and one for each rule that changed it. */
function verboseBlocks(plan: LogicalPlan, planned: PlannedQuery): readonly (readonly [string, string])[] {
  return [
    ['initial_logical_plan', printLogicalPlan(plan)],
    ...planned.steps.map(step => [`logical_plan after ${step.rule}`, printLogicalPlan(step.plan)] as const),
  ]
}

function planJson(planned: PlannedQuery, metrics: OperatorMetrics | undefined) {
  return { logical_plan: logicalPlanToJson(planned.logical), physical_plan: physicalPlanToJson(planned.operator, metrics) }
}

function batchOfPlans(blocks: readonly (readonly [string, string])[]): Batch {
  return batchOf({
    plan_type: { type: TEXT, values: blocks.map(([type]) => type) },
    plan: { type: TEXT, values: blocks.map(([, plan]) => plan) },
  })
}

/** The plan of a query, or the one that feeds CREATE TABLE AS, CREATE VIEW, INSERT, UPDATE or DELETE. */
function explainedPlan(statement: ExplainStatement): LogicalPlan {
  const inner = statement.statement
  if (inner.kind === 'query') return inner.plan
  if (statement.analyze) throw new QueryError('NOT_IMPLEMENTED', 'EXPLAIN ANALYZE runs queries only; it would not change tables.')
  if ('plan' in inner && inner.plan) return inner.plan
  throw new QueryError('PLAN', `EXPLAIN takes a query, not ${inner.kind.replaceAll('-', ' ').toUpperCase()}.`)
}
