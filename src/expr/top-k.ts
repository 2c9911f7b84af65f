/** Keeps the first rows of a sort while batches come by: at most a few times `fetch` rows are held. */
import type { Batch } from '../columnar/batch.ts'
import { batchBytes } from '../columnar/batch-bytes.ts'
import type { Column } from '../columnar/column.ts'
import { concatBatches } from '../columnar/concat-batches.ts'
import { scalarAt } from '../columnar/scalar-at.ts'
import { sliceBatch } from '../columnar/slice-batch.ts'
import { takeBatch } from '../columnar/take-batch.ts'
import type { FunctionRegistry } from '../functions/function-registry.ts'
import { FilterMask } from '../kernels/filter/filter-mask.ts'
import { constantTerm } from '../kernels/filter/mask-term.ts'
import { coarseOrder, rowsUpTo } from '../kernels/sorting/coarse-order.ts'
import { topRows } from '../kernels/top-rows.ts'
import { canFail } from './can-fail.ts'
import { type ColumnResolver, compileExpr } from './compile-expr.ts'
import type { SortKey } from './expr.ts'

/** Rows that may wait before they are sorted once more. */
const WAITING_ROWS = 64

export class TopK {
  readonly #keys: readonly SortKey[]
  readonly #fetch: number
  readonly #evaluate: readonly ((batch: Batch) => Column)[]
  #kept: Batch[] = []
  #rows = 0
  #bytes = 0
  /** Of the first key (see coarseOrder), when there are enough rows: those behind it cannot be among the first any more. */
  #limit: number | undefined
  /** The same by the value itself, for the types that vectors compare; undefined: `#limit` decides alone. */
  #mask: FilterMask | undefined
  readonly #looksAtFirstKey: boolean

  constructor(
    spec: { readonly keys: readonly SortKey[]; readonly fetch: number },
    compile: { readonly resolve: ColumnResolver; readonly functions: FunctionRegistry },
  ) {
    this.#keys = spec.keys
    this.#fetch = spec.fetch
    // A key that can fail must see the same rows however they come.
    this.#looksAtFirstKey = !spec.keys.some(key => canFail(key.expr))
    this.#evaluate = spec.keys.map(key => compileExpr(key.expr, compile.resolve, compile.functions))
  }

  /** What is held now. */
  get batches(): readonly Batch[] {
    return this.#kept
  }

  /** Of what is held now. */
  get bytes(): number {
    return this.#bytes
  }

  add(batch: Batch): void {
    if (this.#fetch <= 0) return
    const hopeful = this.#hopeful(batch)
    if (!hopeful) return
    const best = hopeful.numRows > this.#fetch ? this.#first(hopeful) : hopeful
    this.#kept.push(best)
    this.#rows += best.numRows
    this.#bytes += batchBytes(best)
    if (this.#rows > this.#fetch * 2 + WAITING_ROWS || (this.#limit === undefined && this.#rows >= this.#fetch)) this.#shrink()
  }

  #hopeful(batch: Batch): Batch | undefined {
    const [first] = this.#evaluate
    const [key] = this.#keys
    if (this.#limit === undefined || !first || !key) return batch
    const column = first(batch)
    const byVectors = key.nullsFirst && column.nullCount > 0 ? undefined : this.#mask?.rows({ ...batch, columns: [column] })
    const rows = byVectors ?? rowsUpTo(column, key, this.#limit)
    if (rows.length === 0) return undefined
    return rows === 'all' || rows.length === batch.numRows ? batch : takeBatch(batch, rows)
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
    this.#bytes = batchBytes(best)
    const [evaluate] = this.#evaluate
    const [key] = this.#keys
    if (this.#rows < this.#fetch || !this.#looksAtFirstKey || !evaluate || !key) return
    const last = evaluate(sliceBatch(best, best.numRows - 1, best.numRows))
    this.#limit = coarseOrder(last, key)[0]
    const value = scalarAt(last, 0)
    const term = value === null ? undefined : constantTerm(0, last.type, { op: key.descending ? '>=' : '<=', value })
    this.#mask = term && new FilterMask([term])
  }

  #first(batch: Batch): Batch {
    const keys = this.#evaluate.map(evaluate => evaluate(batch))
    return takeBatch(batch, topRows(keys, this.#keys, this.#fetch))
  }
}
