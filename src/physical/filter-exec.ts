/** Keeps the rows for which a predicate is true. */
import type { Batch } from '../columnar/batch.ts'
import type { Schema } from '../columnar/schema.ts'
import { takeBatch } from '../columnar/take-batch.ts'
import { compilePredicate } from '../expr/compile-predicate.ts'
import type { Expr } from '../expr/expr.ts'
import { formatExpr } from '../expr/format-expr.ts'
import type { FunctionRegistry } from '../functions/function-registry.ts'
import { FragmentStepExec } from './fragment-step-exec.ts'
import type { PhysicalOperator, PhysicalStrategy, TaskContext } from './physical-operator.ts'
import { resolveById } from './resolve-by-id.ts'
import { runOperator } from './run-operator.ts'

interface FilterSpec {
  readonly schema: Schema
  readonly ids: readonly number[]
  readonly predicate: Expr
  readonly functions: FunctionRegistry
}

export class FilterExec implements PhysicalOperator {
  readonly name = 'FilterExec'
  readonly schema: Schema
  readonly children: readonly PhysicalOperator[]
  readonly outputPartitions: number
  readonly #input: PhysicalOperator
  readonly #spec: FilterSpec

  constructor(input: PhysicalOperator, spec: FilterSpec) {
    this.#input = input
    this.#spec = spec
    this.schema = spec.schema
    this.children = [input]
    this.outputPartitions = input.outputPartitions
  }

  describe(): Readonly<Record<string, string>> {
    return { predicate: formatExpr(this.#spec.predicate) }
  }

  async *execute(partition: number, context: TaskContext): AsyncIterable<Batch> {
    const { predicate, ids, functions, schema } = this.#spec
    const select = compilePredicate(predicate, resolveById(ids), functions)
    for await (const batch of runOperator(this.#input, partition, context)) {
      const rows = select(batch)
      if (rows === 'all') yield { ...batch, schema }
      else if (rows.length > 0) yield { ...takeBatch(batch, rows), schema }
    }
  }
}

export const filterStrategy: PhysicalStrategy = {
  name: 'filter',
  plan(node, [input], { functions }) {
    if (node.kind !== 'filter' || !input) return undefined
    const { schema, ids, predicate } = node
    const fused = FragmentStepExec.over(input, {
      name: 'FilterExec',
      schema,
      inputIds: node.input.ids,
      exprs: [predicate],
      // One expression in, one out.
      step: ([renamed]) => ({ kind: 'filter', predicate: renamed! }),
      describe: { predicate: formatExpr(predicate) },
    })
    return fused ?? new FilterExec(input, { schema, ids, predicate, functions })
  },
}
