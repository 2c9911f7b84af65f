/** All built-in aggregate functions. */
import type { AggregateFunction } from '../function-registry.ts'
import { anyValueFunction } from './any-value.ts'
import { arrayAggFunction } from './array-agg.ts'
import { averageFunction } from './average.ts'
import { bitAggregateFunctions } from './bit-aggregates.ts'
import { boolFunctions } from './bool.ts'
import { countFunctions } from './count.ts'
import { extremeFunctions } from './extreme.ts'
import { foldFunctions } from './folds.ts'
import { momentFunctions } from './moments.ts'
import { pairMomentFunctions } from './pair-moments.ts'
import { pickedValueFunctions } from './picked-value.ts'
import { quantileFunctions } from './quantiles.ts'
import { shapeFunctions } from './shape.ts'
import { singleValueFunction } from './single-value.ts'
import { stringAggFunction } from './string-agg.ts'
import { sumFunction } from './sum.ts'

export const aggregateFunctions: readonly AggregateFunction[] = [
  ...countFunctions,
  sumFunction,
  averageFunction,
  ...extremeFunctions,
  ...momentFunctions,
  ...shapeFunctions,
  ...foldFunctions,
  ...pairMomentFunctions,
  ...quantileFunctions,
  ...boolFunctions,
  ...bitAggregateFunctions,
  anyValueFunction,
  ...pickedValueFunctions,
  singleValueFunction,
  stringAggFunction,
  arrayAggFunction,
]
