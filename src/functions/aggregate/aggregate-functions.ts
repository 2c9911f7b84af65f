/** All built-in aggregate functions. */
import type { AggregateFunction } from '../function-registry.ts'

export const aggregateFunctions: readonly AggregateFunction[] = []
