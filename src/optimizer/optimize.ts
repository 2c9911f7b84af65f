/** Runs the rules over a plan, in their order, again and again until none changes it, and then the final ones once. */
import { freeColumnIds } from '../logical/free-column-ids.ts'
import type { LogicalPlan } from '../logical/logical-plan.ts'
import { mapPlan } from '../logical/map-plan.ts'
import { planInputs } from '../logical/plan-inputs.ts'
import { withInputs } from '../logical/with-inputs.ts'
import type { OptimizerContext, OptimizerRule, RuleContext } from './optimizer-rule.ts'
import { finalRules, optimizerRules } from './rules.ts'

/** Each rule only ever moves work down or removes it, so a few passes are enough; the bound keeps a mistake from hanging a query. */
const MAX_PASSES = 8

export interface OptimizerStep {
  readonly rule: string
  readonly plan: LogicalPlan
}

/** `steps` holds the plan after each rule that changed it, for EXPLAIN VERBOSE. */
export function optimize(
  plan: LogicalPlan,
  context: OptimizerContext,
): { readonly plan: LogicalPlan; readonly steps: readonly OptimizerStep[] } {
  const ruleContext: RuleContext = { functions: context.functions, ids: freeColumnIds(plan) }
  const steps: OptimizerStep[] = []
  let current = plan
  const apply = (rule: OptimizerRule) => {
    const next = applyRule(rule, current, ruleContext)
    if (next !== current) steps.push({ rule: rule.name, plan: next })
    current = next
  }
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const before = current
    for (const rule of context.rules ?? optimizerRules) apply(rule)
    if (current === before) break
  }
  for (const rule of context.rules ? [] : finalRules) apply(rule)
  return { plan: current, steps }
}

function applyRule(rule: OptimizerRule, plan: LogicalPlan, context: RuleContext): LogicalPlan {
  switch (rule.order) {
    case 'whole-plan':
      return rule.rewrite(plan, context)
    case 'bottom-up':
      return mapPlan(plan, node => rule.rewrite(node, context))
    case 'top-down':
      return topDown(rule, plan, context)
  }
}

function topDown(rule: OptimizerRule, plan: LogicalPlan, context: RuleContext): LogicalPlan {
  const rewritten = rule.rewrite(plan, context)
  return withInputs(
    rewritten,
    planInputs(rewritten).map(input => topDown(rule, input, context)),
  )
}
