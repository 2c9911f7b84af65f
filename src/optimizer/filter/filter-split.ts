/** Where the conjuncts above a node go. */
import { canFail } from '../../expr/can-fail.ts'
import type { Expr } from '../../expr/expr.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'

export interface FilterSplit {
  /** The node, which may have taken some itself. */
  readonly node: LogicalPlan
  /** For each input: what is to be applied to its rows. */
  readonly below: readonly (readonly Expr[])[]
  readonly kept: readonly Expr[]
}

/**
 * Sends each conjunct to the target that `choose` names, or keeps it. One that can fail is kept once another stays behind: it stood right of
 * that one, whose rows it must not see. `guard` forbids failing conjuncts to move at all: the node itself removes rows.
 */
export function distribute<Target>(
  conjuncts: readonly Expr[],
  choose: (conjunct: Expr) => Target | undefined,
  guard: 'node-removes-rows' | 'node-keeps-rows',
): { readonly moved: readonly { readonly target: Target; readonly conjunct: Expr }[]; readonly kept: readonly Expr[] } {
  const moved: { readonly target: Target; readonly conjunct: Expr }[] = []
  const kept: Expr[] = []
  for (const conjunct of conjuncts) {
    const guarded = guard === 'node-removes-rows' || kept.length > 0
    const target = guarded && canFail(conjunct) ? undefined : choose(conjunct)
    if (target === undefined) kept.push(conjunct)
    else moved.push({ target, conjunct })
  }
  return { moved, kept }
}
