/** Computes columns, under the names that the steps after this one use. */
import type { Batch } from '../../columnar/batch.ts'
import type { Column } from '../../columnar/column.ts'
import type { Schema } from '../../columnar/schema.ts'
import { compileExpr } from '../../expr/compile-expr.ts'
import type { Expr } from '../../expr/expr.ts'
import { typeOf } from '../../expr/type-of.ts'
import type { FunctionRegistry } from '../../functions/function-registry.ts'
import { resolveByName } from './resolve-by-name.ts'

export async function* projectionStep(
  step: { readonly exprs: readonly Expr[]; readonly names: readonly string[] },
  input: AsyncIterable<Batch>,
  { functions }: { readonly functions: FunctionRegistry },
): AsyncGenerator<Batch> {
  // One name an expression, by contract.
  const schema: Schema = { fields: step.exprs.map((expr, index) => ({ name: step.names[index]!, type: typeOf(expr), nullable: true })) }
  let compiled: readonly ((batch: Batch) => Column)[] | undefined
  for await (const batch of input) {
    if (!compiled) {
      const resolve = resolveByName(batch)
      compiled = step.exprs.map(expr => compileExpr(expr, resolve, functions))
    }
    yield { schema, numRows: batch.numRows, columns: compiled.map(evaluate => evaluate(batch)) }
  }
}
