/** Adds the columns of a scan that the file does not have as they are: its name, NULL for a column of other files, casts. */
import type { DerivedColumn } from '../../catalog/table-provider.ts'
import type { Batch } from '../../columnar/batch.ts'
import type { Schema } from '../../columnar/schema.ts'
import { compileExpr } from '../../expr/compile-expr.ts'
import type { FunctionRegistry } from '../../functions/function-registry.ts'
import { resolveByName } from './resolve-by-name.ts'

/** A derived column replaces one of the same name. */
export function deriveColumns(derived: readonly DerivedColumn[], functions: FunctionRegistry): (batch: Batch) => Batch {
  const names = new Set(derived.map(column => column.field.name))
  let from: Schema | undefined
  let schema: Schema = { fields: [] }
  let kept: readonly number[] = []
  let evaluators: readonly ReturnType<typeof compileExpr>[] = []
  return batch => {
    if (batch.schema !== from) {
      from = batch.schema
      kept = from.fields.flatMap((field, index) => (names.has(field.name) ? [] : [index]))
      // In range: kept indexes come from the fields.
      schema = { ...from, fields: [...kept.map(index => batch.schema.fields[index]!), ...derived.map(column => column.field)] }
      evaluators = derived.map(column => compileExpr(column.expr, resolveByName(batch), functions))
    }
    // There is one column a field.
    const columns = [...kept.map(index => batch.columns[index]!), ...evaluators.map(evaluate => evaluate(batch))]
    return { schema, numRows: batch.numRows, columns }
  }
}
