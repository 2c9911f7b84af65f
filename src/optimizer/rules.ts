/** The rules in the order in which they run. */
import { convertOuterJoins } from './convert-outer-joins.ts'
import { dropUnreadColumns } from './drop-unread-columns.ts'
import { extractEquijoinKeys } from './extract-equijoin-keys.ts'
import { inferEqualFilters } from './infer-equal-filters.ts'
import { mergeProjections } from './merge-projections.ts'
import type { OptimizerRule } from './optimizer-rule.ts'
import { planIntervalJoins } from './plan-interval-joins.ts'
import { pruneColumns } from './prune-columns.ts'
import { pushDownFilter } from './push-down-filter.ts'
import { pushDownLimit } from './push-down-limit.ts'
import { pushSortFetch } from './push-sort-fetch.ts'
import { pushTopKIntoUnion } from './push-top-k-into-union.ts'
import { removeNoOps } from './remove-no-ops.ts'
import { reorderJoins } from './reorder-joins.ts'
import { shareExpressions } from './share-expressions.ts'
import { simplifyExpressions } from './simplify-expressions.ts'
import { splitDistinctAggregates } from './split-distinct-aggregates.ts'

export const optimizerRules: readonly OptimizerRule[] = [
  // First, so that the others see `start > 5` and not `NOT (CAST(start AS DOUBLE) <= 2 + 3.0)`, and filters that are false before they are moved.
  simplifyExpressions,
  // Before the filters move: they pass one projection more easily than two, and nothing where there was no work to do.
  mergeProjections,
  removeNoOps,
  // Filters reach the scans, and those over cross joins become join conditions …
  pushDownFilter,
  // (outer joins that a filter could not pass may be narrower)
  convertOuterJoins,
  // … in which the equal keys are then found …
  extractEquijoinKeys,
  // … over which filters of one side are filters of the other …
  inferEqualFilters,
  // … along which the joins are put in order …
  reorderJoins,
  // … and of what is left, the two comparisons that say "overlaps".
  planIntervalJoins,
  // After the filters: a limit enters a scan only where no filter is left above it.
  pushSortFetch,
  // (each input of a union then has a fetch of its own)
  pushTopKIntoUnion,
  pushDownLimit,
  // Before repeated parts are shared: a value that is counted is then a key as well.
  splitDistinctAggregates,
  // When projections have been merged as far as they can be, and before it is known which columns are read.
  shareExpressions,
  // Last: only now is it known which columns the scans filter by themselves and nobody above reads.
  pruneColumns,
]

/** Once, when the others have come to rest: those build nodes with all columns of their inputs. */
export const finalRules: readonly OptimizerRule[] = [
  dropUnreadColumns,
  // Projections that said which columns come out may have nothing to do now.
  removeNoOps,
]

/** With execution.optimizer off: what a query needs to end in time, and not to trip over broken values in columns that it does not read. */
export const necessaryRules: readonly OptimizerRule[] = [extractEquijoinKeys, pruneColumns]
