/** Reads all of an input into one batch, with the values of some expressions: what sorts and the held side of a join begin with. */
import type { Batch } from '../columnar/batch.ts'
import { batchBytes } from '../columnar/batch-bytes.ts'
import type { Column } from '../columnar/column.ts'
import { concatColumns } from '../columnar/concat-columns.ts'
import { emptyColumn } from '../columnar/empty-column.ts'
import { compileExpr } from '../expr/compile-expr.ts'
import type { Expr } from '../expr/expr.ts'
import { typeOf } from '../expr/type-of.ts'
import type { FunctionRegistry } from '../functions/function-registry.ts'
import type { PhysicalOperator, TaskContext } from './physical-operator.ts'
import { reserveMemory } from './reserve-memory.ts'
import { resolveById } from './resolve-by-id.ts'
import { runOperator } from './run-operator.ts'

export interface CollectSpec {
  /** Whose memory it is. */
  readonly holder: PhysicalOperator
  readonly input: PhysicalOperator
  readonly by?: {
    readonly ids: readonly number[]
    readonly keys: readonly Expr[]
    readonly functions: FunctionRegistry
  }
}

export interface Collected {
  readonly batch: Batch
  /** One column a key. */
  readonly keys: readonly Column[]
}

/** Keys are computed batch by batch, and columns are joined one by one, so that the thread gets its turns. */
export async function collectWithKeys({ holder, input, by }: CollectSpec, context: TaskContext): Promise<Collected> {
  const keys = by?.keys ?? []
  const evaluate = by ? by.keys.map(key => compileExpr(key, resolveById(by.ids), by.functions)) : []
  const batches: Batch[] = []
  const computed: Column[][] = keys.map(() => [])
  let numRows = 0
  for await (const batch of runOperator(input, 0, context)) {
    reserveMemory(holder, batchBytes(batch), context)
    batches.push(batch)
    numRows += batch.numRows
    for (const [index, key] of keys.entries()) if (key.kind !== 'column') computed[index]?.push(evaluate[index]!(batch)) // one a key
  }
  const columns: Column[] = []
  for (const [index, field] of input.schema.fields.entries()) {
    // One column a field.
    columns.push(
      concat(
        field.type,
        batches.map(batch => batch.columns[index]!),
      ),
    )
    await context.breathe()
  }
  const batch = { schema: input.schema, numRows, columns }
  return {
    batch,
    keys: keys.map((key, index) => (key.kind === 'column' ? evaluate[index]!(batch) : concat(typeOf(key), computed[index]!))),
  }
}

function concat(type: Column['type'], parts: readonly Column[]): Column {
  return parts.length === 0 ? emptyColumn(type) : concatColumns(parts)
}
