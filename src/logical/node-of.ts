/** One kind of logical node, by its name. */
import type { LogicalPlan } from './logical-plan.ts'

export type NodeOf<Kind extends LogicalPlan['kind']> = Extract<LogicalPlan, { readonly kind: Kind }>
