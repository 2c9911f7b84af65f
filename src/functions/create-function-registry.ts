/** The functions of one session: all built-in ones, and those registered at run time, found by name without regard to case. */

import { aggregateFunctions } from './aggregate/aggregate-functions.ts'
import type { AggregateFunction, FunctionDescription, FunctionRegistry, ScalarFunction, WindowFunction } from './function-registry.ts'
import { scalarFunctions } from './scalar-functions.ts'
import { windowFunctions } from './window/window-functions.ts'

export function createFunctionRegistry(): FunctionRegistry {
  const scalars = new Map<string, ScalarFunction>()
  const aggregates = new Map<string, AggregateFunction>()
  // An aggregate may have the name of one of these (first, last): before OVER this one is meant.
  const windows = new Map<string, WindowFunction>(
    windowFunctions.flatMap(fn => [fn.name, ...(fn.aliases ?? [])].map(name => [name, fn] as const)),
  )
  const builtIn = new Set<FunctionDescription>([...scalarFunctions, ...aggregateFunctions, ...windowFunctions])

  const register = (fn: ScalarFunction | AggregateFunction) => {
    for (const name of [fn.name, ...(fn.aliases ?? [])]) {
      const key = name.toLowerCase()
      // A later registration replaces whatever had the name, scalar or aggregate.
      scalars.delete(key)
      aggregates.delete(key)
      if (fn.kind === 'scalar') scalars.set(key, fn)
      else aggregates.set(key, fn)
    }
  }
  for (const fn of [...scalarFunctions, ...aggregateFunctions]) register(fn)

  return {
    scalar: name => scalars.get(name.toLowerCase()),
    aggregate: name => aggregates.get(name.toLowerCase()),
    window: name => windows.get(name.toLowerCase()),
    register,
    isBuiltIn: fn => builtIn.has(fn),
    names: () => [...new Set([...scalars.keys(), ...aggregates.keys(), ...windows.keys()])].sort(),
  }
}
