/** All functions that stand only before OVER. Every aggregate can stand there, too. */
import type { WindowFunction } from '../function-registry.ts'
import { offsetFunctions } from './offset-functions.ts'
import { rankFunctions } from './rank-functions.ts'
import { valueFunctions } from './value-functions.ts'

export const windowFunctions: readonly WindowFunction[] = [...rankFunctions, ...offsetFunctions, ...valueFunctions]
