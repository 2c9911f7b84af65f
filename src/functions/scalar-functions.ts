/** All built-in scalar functions, by topic; SHOW FUNCTIONS lists them in this order within a topic. */
import type { ScalarFunction } from './function-registry.ts'

export const scalarFunctions: readonly ScalarFunction[] = []
