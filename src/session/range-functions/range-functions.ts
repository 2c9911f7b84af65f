/** Every range operation; adding one is a file and a line here. */
import { cluster } from './cluster.ts'
import { complement } from './complement.ts'
import { countOverlaps } from './count-overlaps.ts'
import { coverage } from './coverage.ts'
import { expand } from './expand.ts'
import { merge } from './merge.ts'
import { nearest } from './nearest.ts'
import { overlap } from './overlap.ts'
import type { RangeFunction } from './range-function.ts'
import { sort } from './sort.ts'
import { subtract } from './subtract.ts'

export const rangeFunctions: readonly RangeFunction[] = [
  overlap,
  nearest,
  countOverlaps,
  coverage,
  merge,
  cluster,
  complement,
  subtract,
  expand,
  sort,
]
