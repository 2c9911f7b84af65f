/** Keeps the first rows of a sort while batches come by: at most a few times `fetch` rows are held. */
import type { Batch } from '../columnar/batch.ts'
import type { Column } from '../columnar/column.ts'
import { concatBatches } from '../columnar/concat-batches.ts'
import { takeBatch } from '../columnar/take-batch.ts'
import type { FunctionRegistry } from '../functions/function-registry.ts'
import { topRows } from '../kernels/top-rows.ts'
import { type ColumnResolver, compileExpr } from './compile-expr.ts'
import type { SortKey } from './expr.ts'

/** Rows that may wait before they are sorted once more. */
const WAITING_ROWS = 32_768

export class TopK {
  readonly #keys: readonly SortKey[]
  readonly #fetch: number
  readonly #evaluate: readonly ((batch: Batch) => Column)[]
  #kept: Batch[] = []
  #rows = 0

  constructor(
    spec: { readonly keys: readonly SortKey[]; readonly fetch: number },
    compile: { readonly resolve: ColumnResolver; readonly functions: FunctionRegistry },
  ) {
    this.#keys = spec.keys
    this.#fetch = spec.fetch
    this.#evaluate = spec.keys.map(key => compileExpr(key.expr, compile.resolve, compile.functions))
  }

  /** What is held now. */
  get batches(): readonly Batch[] {
    return this.#kept
  }

  add(batch: Batch): void {
    if (this.#fetch <= 0) return
    const best = batch.numRows > this.#fetch ? this.#first(batch) : batch
    this.#kept.push(best)
    this.#rows += best.numRows
    if (this.#rows > this.#fetch * 2 + WAITING_ROWS) this.#shrink()
  }

  /** Sorted; undefined without rows. */
  finish(): Batch | undefined {
    if (this.#rows === 0) return undefined
    this.#shrink()
    return this.#kept[0]
  }

  /** Rows that are equal stay in the order in which they came: the kept ones stand first. */
  #shrink(): void {
    const [first] = this.#kept
    if (!first) return
    const best = this.#first(concatBatches(first.schema, this.#kept))
    this.#kept = [best]
    this.#rows = best.numRows
  }

  #first(batch: Batch): Batch {
    const keys = this.#evaluate.map(evaluate => evaluate(batch))
    return takeBatch(batch, topRows(keys, this.#keys, this.#fetch))
  }
}
