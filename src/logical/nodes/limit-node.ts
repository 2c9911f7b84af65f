/** Skips rows, then passes on `fetch` of them (all the rest without it). */
import type { LogicalPlan } from '../logical-plan.ts'
import type { NodeOf } from '../node-of.ts'

export function limitNode(of: { readonly skip: number; readonly fetch?: number | undefined }, input: LogicalPlan): NodeOf<'limit'> {
  return {
    kind: 'limit',
    skip: of.skip,
    ...(of.fetch !== undefined && { fetch: of.fetch }),
    input,
    schema: input.schema,
    ids: input.ids,
  }
}
