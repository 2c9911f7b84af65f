/**
 * Makes expressions simpler without changing what they mean, NULLs and errors included. A constant that fails to evaluate stays, to fail
 * where and when its row is read.
 *
 *     Filter: NOT (v.start <= 2 + 3) AND TRUE          Filter: v.start > 5
 *     --Scan: v                                   =>   --Scan: v
 *
 *     Filter: v.chrom = 'chr1' AND v.chrom = 'chr2'    Filter: FALSE
 *     --Scan: v                                   =>   --Scan: v
 */
import { sameExpr } from '../expr/same-expr.ts'
import type { LogicalPlan } from '../logical/logical-plan.ts'
import { mapPlanExprs } from '../logical/plan-exprs.ts'
import type { OptimizerRule, RuleContext } from './optimizer-rule.ts'
import { simplifyExpr } from './simplify/simplify-expr.ts'
import { simplifyPredicate } from './simplify/simplify-predicate.ts'

export const simplifyExpressions: OptimizerRule = {
  name: 'simplify_expressions',
  order: 'bottom-up',
  rewrite(node, context) {
    const simplified = mapPlanExprs(node, expr => {
      const simpler = simplifyExpr(expr, context)
      return sameExpr(simpler, expr) ? expr : simpler
    })
    return simplifyFilter(simplified, context)
  },
}

/** Where only true counts, NULL is as good as false. */
function simplifyFilter(node: LogicalPlan, context: RuleContext): LogicalPlan {
  if (node.kind !== 'filter') return node
  const predicate = simplifyPredicate(node.predicate, context)
  return sameExpr(predicate, node.predicate) ? node : { ...node, predicate }
}
