/** Sorts rows, all of them or only the first ones (TopK). Equal rows keep their order. */
import type { Batch } from '../columnar/batch.ts'
import type { Schema } from '../columnar/schema.ts'
import { sliceBatch } from '../columnar/slice-batch.ts'
import { takeBatch } from '../columnar/take-batch.ts'
import type { SortKey } from '../expr/expr.ts'
import { formatSortKey } from '../expr/format-sort-key.ts'
import { TopK } from '../expr/top-k.ts'
import type { FunctionRegistry } from '../functions/function-registry.ts'
import { coalesce } from './coalesce.ts'
import { collectWithKeys } from './collect-with-keys.ts'
import { FragmentStepExec } from './fragment-step-exec.ts'
import type { PhysicalOperator, PhysicalStrategy, TaskContext } from './physical-operator.ts'
import { reserveMemory } from './reserve-memory.ts'
import { resolveById } from './resolve-by-id.ts'
import { runOperator } from './run-operator.ts'
import { externalSort } from './sort/external-sort.ts'
import { limitedTopK } from './sort/limited-top-k.ts'
import { sortCooperatively } from './sort-cooperatively.ts'
import { limitedInput } from './spill/limited-input.ts'

/** The first rows of a sort are kept up to this many; more are cheaper to sort with all the others. */
const MOST_KEPT_ROWS = 16_384

interface SortSpec {
  readonly ids: readonly number[]
  readonly keys: readonly SortKey[]
  readonly fetch?: number | undefined
  /** Of the first rows those that a limit above leaves out: they are neither put in order nor given. */
  readonly skip?: number | undefined
  readonly functions: FunctionRegistry
}

export class SortExec implements PhysicalOperator {
  readonly name = 'SortExec'
  readonly schema: Schema
  readonly children: readonly PhysicalOperator[]
  readonly outputPartitions = 1
  readonly outputOrdering: readonly SortKey[]
  readonly #input: PhysicalOperator
  readonly #spec: SortSpec

  constructor(input: PhysicalOperator, spec: SortSpec) {
    this.#input = coalesce(input)
    this.#spec = spec
    this.schema = input.schema
    this.children = [this.#input]
    this.outputOrdering = spec.keys
  }

  describe(): Readonly<Record<string, string>> {
    return describeSort(this.#spec)
  }

  /** The same without its first rows; undefined where few rows are kept anyway. */
  skipping(rows: number): SortExec | undefined {
    const { fetch } = this.#spec
    return fetch !== undefined && fetch <= MOST_KEPT_ROWS ? undefined : new SortExec(this.#input, { ...this.#spec, skip: rows })
  }

  async *execute(_partition: number, context: TaskContext): AsyncIterable<Batch> {
    const { fetch, skip = 0 } = this.#spec
    if (context.memoryLimit > 0) {
      let toSkip = skip
      for await (const batch of this.#withinLimit(context)) {
        const start = Math.min(toSkip, batch.numRows)
        toSkip -= start
        if (start < batch.numRows) yield { ...sliceBatch(batch, start, batch.numRows), schema: this.schema }
      }
      return
    }
    if (fetch !== undefined && fetch <= MOST_KEPT_ROWS) {
      const best = await this.#sortFirst(fetch, context)
      for (let start = 0; best && start < best.numRows; start += context.batchSize) {
        yield { ...sliceBatch(best, start, Math.min(best.numRows, start + context.batchSize)), schema: this.schema }
      }
      return
    }
    const { batch, order } = await this.#sortAll(context)
    for (let start = skip; start < order.length; start += context.batchSize) {
      yield { ...takeBatch(batch, order.subarray(start, start + context.batchSize)), schema: this.schema }
    }
  }

  #withinLimit(context: TaskContext): AsyncIterable<Batch> {
    const { fetch } = this.#spec
    const spec = { ...this.#spec, holder: this, input: limitedInput(this.#input, context), schema: this.#input.schema }
    return fetch !== undefined && fetch <= MOST_KEPT_ROWS ? limitedTopK({ ...spec, fetch }, context) : externalSort(spec, context)
  }

  async #sortAll(context: TaskContext): Promise<{ readonly batch: Batch; readonly order: Uint32Array }> {
    const { keys, ids, skip, fetch, functions } = this.#spec
    const exprs = keys.map(key => key.expr)
    const collected = await collectWithKeys({ holder: this, input: this.#input, by: { ids, keys: exprs, functions } }, context)
    const order = await sortCooperatively(collected.keys, keys, context, { skip, fetch })
    return { batch: collected.batch, order: order.subarray(0, fetch) }
  }

  async #sortFirst(fetch: number, context: TaskContext): Promise<Batch | undefined> {
    const { keys, ids, functions } = this.#spec
    if (fetch <= 0) return undefined
    const best = new TopK({ keys, fetch }, { resolve: resolveById(ids), functions })
    let reserved = 0
    for await (const batch of runOperator(this.#input, 0, context)) {
      best.add(batch)
      const held = best.bytes
      reserveMemory(this, held - reserved, context)
      reserved = held
    }
    return best.finish()
  }
}

function describeSort({ keys, fetch, skip }: Pick<SortSpec, 'keys' | 'fetch' | 'skip'>): Readonly<Record<string, string>> {
  const by = `[${keys.map(key => formatSortKey(key)).join(', ')}]`
  return { by, ...(skip !== undefined && { skip: String(skip) }), ...(fetch !== undefined && { fetch: String(fetch) }) }
}

export const sortStrategy: PhysicalStrategy = {
  name: 'sort',
  plan(node, [input], { functions }) {
    if (node.kind !== 'sort' || !input) return undefined
    const { keys, fetch } = node
    const ids = node.input.ids
    const spec = { ids, keys, fetch, functions }
    if (fetch === undefined || fetch > MOST_KEPT_ROWS) return new SortExec(input, spec)
    // Each fragment sends its own first rows only.
    const partial = FragmentStepExec.over(input, {
      name: 'SortExec',
      schema: input.schema,
      inputIds: ids,
      exprs: keys.map(key => key.expr),
      // One expression a key.
      step: exprs => ({ kind: 'top-k', keys: keys.map((key, index) => ({ ...key, expr: exprs[index]! })), fetch }),
      describe: { mode: 'partial', ...describeSort({ keys, fetch }) },
    })
    return new SortExec(partial ?? input, spec)
  },
}
