/** Which operator runs a logical node. Asked in this order, and the first that answers wins; no two answer for the same node unless it says so here. */

import { dependentJoinStrategy } from './dependent-join-exec.ts'
import { depthStrategy } from './depth/depth-exec.ts'
import { distinctStrategy } from './distinct-exec.ts'
import { filterStrategy } from './filter-exec.ts'
import { aggregateStrategy } from './hash-aggregate-exec.ts'
import { hashJoinStrategy } from './hash-join-exec.ts'
import { indexCountStrategy } from './index-count-exec.ts'
import { intervalJoinStrategy } from './interval/interval-join-strategy.ts'
import { limitStrategy } from './limit-exec.ts'
import { lookUpStrategy } from './look-up-exec.ts'
import { nestedLoopJoinStrategy } from './nested-loop-join-exec.ts'
import type { PhysicalStrategy } from './physical-operator.ts'
import { projectionStrategy } from './projection-exec.ts'
import { rangeOperationStrategy } from './range/range-operation-strategy.ts'
import { recursiveStrategy } from './recursive-exec.ts'
import { scanStrategy } from './scan-exec.ts'
import { setOperationStrategy } from './set-operation-exec.ts'
import { sortStrategy } from './sort-exec.ts'
import { unionStrategy } from './union-exec.ts'
import { unnestStrategy } from './unnest-exec.ts'
import { valuesStrategy } from './values-exec.ts'
import { windowStrategy } from './window-exec.ts'
import { workingTableStrategy } from './working-table-exec.ts'

export const strategies: readonly PhysicalStrategy[] = [
  scanStrategy,
  valuesStrategy,
  filterStrategy,
  projectionStrategy,
  indexCountStrategy, // before the aggregate that would count the rows
  aggregateStrategy,
  distinctStrategy,
  windowStrategy,
  unnestStrategy,
  lookUpStrategy,
  dependentJoinStrategy,
  workingTableStrategy,
  recursiveStrategy,
  sortStrategy,
  limitStrategy,
  intervalJoinStrategy,
  rangeOperationStrategy,
  depthStrategy,
  hashJoinStrategy, // any equality key: faster than the loop below, which takes every join
  nestedLoopJoinStrategy,
  unionStrategy,
  setOperationStrategy,
]
