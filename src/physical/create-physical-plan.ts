/** Turns a logical plan into operators that run: inputs first, then the first strategy that takes the node. */
import { QueryError } from '../common/errors.ts'
import type { LogicalPlan } from '../logical/logical-plan.ts'
import { planInputs } from '../logical/plan-inputs.ts'
import { tableOfColumns } from '../logical/table-of-columns.ts'
import { coalesce } from './coalesce.ts'
import type { PhysicalOperator, PlanningContext } from './physical-operator.ts'
import { strategies } from './strategies.ts'
import { takeOutLookUps } from './take-out-look-ups.ts'

/** The plan's root has one partition: its batches are the answer, in order. */
export async function createPhysicalPlan(bound: LogicalPlan, context: PlanningContext): Promise<PhysicalOperator> {
  const plan = takeOutLookUps(bound)
  const qualifiers = tableOfColumns(plan)
  const shared = { ...context, qualifiers, workingTables: new Map() }
  const planAgain = (part: LogicalPlan) => planNode(part, shared)
  return coalesce(await planNode(plan, { ...shared, planAgain }))
}

async function planNode(node: LogicalPlan, context: PlanningContext): Promise<PhysicalOperator> {
  const inputs: PhysicalOperator[] = []
  for (const input of planInputs(node)) inputs.push(await planNode(input, context))
  for (const strategy of strategies) {
    const operator = await strategy.plan(node, inputs, context)
    if (operator) return operator
  }
  throw new QueryError('NOT_IMPLEMENTED', `This query needs ${describe(node)}, which does not run yet.`)
}

function describe(node: LogicalPlan): string {
  if (node.kind === 'set-operation') return `${node.operation.toUpperCase()}${node.all ? ' ALL' : ''}`
  if (node.kind === 'range-operation') return `the range operation ${node.operation.name}`
  return `the operation "${node.kind}"`
}
