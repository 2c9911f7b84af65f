/** Functions written in JavaScript, one row at a time, as the functions of the registry, which work on columns. */

import { createBuilder } from '../columnar/builders/create-builder.ts'
import type { Column } from '../columnar/column.ts'
import type { DataType } from '../columnar/data-type.ts'
import { sameType } from '../columnar/same-type.ts'
import { valueReader } from '../columnar/value-reader.ts'
import type { AggregateFunction, ScalarFunction } from '../functions/function-registry.ts'
import { functionFailed } from './function-failed.ts'
import type { FunctionTypes, JavaScriptAggregateFunction, JavaScriptFunction, JavaScriptScalarFunction } from './function-shapes.ts'
import { JavaScriptAccumulator } from './javascript-accumulator.ts'
import { resultScalar } from './result-scalar.ts'

export function scalarFromJavaScript(fn: JavaScriptScalarFunction, types: FunctionTypes): ScalarFunction {
  return {
    kind: 'scalar',
    ...description(fn, types),
    ...(fn.volatile && { volatility: 'volatile' as const }),
    evaluate: (args, numRows) => evaluateRows(fn, types, { args, numRows }),
  }
}

export function aggregateFromJavaScript(fn: JavaScriptAggregateFunction, types: FunctionTypes): AggregateFunction {
  return {
    kind: 'aggregate',
    ...description(fn, types),
    createAccumulator: () => new JavaScriptAccumulator(fn, types),
  }
}

function description(fn: JavaScriptFunction, { args, returns }: FunctionTypes) {
  return {
    name: fn.name,
    summary: fn.summary ?? 'Registered at run time.',
    example: `${fn.name}(${fn.args.join(', ')})`,
    resultType: (given: readonly DataType[]) =>
      given.length === args.length && given.every((type, i) => fits(type, args[i])) ? returns : undefined,
    parameterTypes: () => args,
  }
}

/** Casts between numbers, and from NULL, go without saying; others must be written. */
function fits(given: DataType, wanted: DataType | undefined): boolean {
  if (!wanted) return false
  if (given.kind === 'null' || sameType(given, wanted)) return true
  const isText = (type: DataType) => type.kind === 'utf8' || type.kind === 'dictionary'
  const isNumber = (type: DataType) => /^(u?int|float)\d+$|^decimal$/.test(type.kind)
  if (isText(given) && isText(wanted)) return true
  if (given.kind === 'list' && wanted.kind === 'list') return fits(given.item, wanted.item)
  return isNumber(given) && isNumber(wanted)
}

function evaluateRows(
  fn: JavaScriptScalarFunction,
  types: FunctionTypes,
  batch: { readonly args: readonly Column[]; readonly numRows: number },
): Column {
  const readers = types.args.map((type, i) =>
    valueReader(batch.args[i]?.type ?? type, { column: `argument ${i + 1} of ${fn.name}`, int64: 'by-column' }),
  )
  const builder = createBuilder(types.returns)
  for (let row = 0; row < batch.numRows; row++) {
    // One reader and one column an argument.
    const values = readers.map((read, i) => read(batch.args[i] as Column, row))
    if (fn.nulls !== 'pass' && values.includes(null)) {
      builder.appendNull()
      continue
    }
    try {
      builder.append(resultScalar(fn.evaluate(...values), types.returns))
    } catch (error) {
      throw functionFailed(fn.name, { row, values, returns: types.returns, error })
    }
  }
  return builder.finish()
}
