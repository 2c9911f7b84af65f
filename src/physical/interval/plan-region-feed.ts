/** Whether the intervals of one side are worth handing to the scan of the other side as regions. */
import type { IntervalColumns, LogicalPlan } from '../../logical/logical-plan.ts'
import { estimateBytes } from '../estimate-bytes.ts'
import type { PhysicalOperator } from '../physical-operator.ts'
import type { RegionFeed } from './region-feed.ts'
import { regionTarget, withRegions } from './region-target.ts'

export interface FeedSides {
  /** The side that is read first. */
  readonly source: PhysicalOperator
  /** The side whose scan is bounded: as it would be read whole, and its plan and interval columns. */
  readonly bounded: PhysicalOperator
  readonly plan: LogicalPlan
  readonly columns: IntervalColumns
}

/** How much larger the bounded side must be than the one that is read first. */
const WORTH_FEEDING = 4

export function planRegionFeed(
  target: RegionFeed['target'],
  sides: FeedSides,
  planAgain: (plan: LogicalPlan) => Promise<PhysicalOperator>,
): RegionFeed | undefined {
  const source = estimateBytes(sides.source)
  const bounded = estimateBytes(sides.bounded)
  if (source === undefined || bounded === undefined || source * WORTH_FEEDING > bounded) return undefined
  const columns = regionTarget(sides.plan, sides.columns)
  return columns && { target, columns, plan: regions => planAgain(withRegions(sides.plan, regions)) }
}
