/** Keeps the rows for which a predicate is true. */
import type { Batch } from '../columnar/batch.ts'
import type { Schema } from '../columnar/schema.ts'
import { takeColumn } from '../columnar/take-column.ts'
import { compilePredicate, compilePredicateCount } from '../expr/compile-predicate.ts'
import type { Expr } from '../expr/expr.ts'
import { formatExpr } from '../expr/format-expr.ts'
import type { FunctionRegistry } from '../functions/function-registry.ts'
import { FragmentStepExec } from './fragment-step-exec.ts'
import type { PhysicalOperator, PhysicalStrategy, TaskContext } from './physical-operator.ts'
import { projectColumns } from './project-columns.ts'
import { resolveById } from './resolve-by-id.ts'
import { runOperator } from './run-operator.ts'

interface FilterSpec {
  readonly schema: Schema
  readonly ids: readonly number[]
  readonly predicate: Expr
  /** Places in the input of the columns that come out. */
  readonly output: readonly number[]
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
    const { predicate, ids, output, schema } = this.#spec
    const projection = output.length < ids.length && { projection: `[${schema.fields.map(field => field.name).join(', ')}]` }
    return { predicate: formatExpr(predicate), ...projection }
  }

  async *execute(partition: number, context: TaskContext): AsyncIterable<Batch> {
    const { predicate, ids, functions, schema, output } = this.#spec
    if (output.length === 0) {
      yield* this.#counts(partition, context)
      return
    }
    const select = compilePredicate(predicate, resolveById(ids), functions)
    for await (const batch of runOperator(this.#input, partition, context)) {
      const rows = select(batch)
      const columns = output.map(place => batch.columns[place]!) // one an id of the input
      if (rows === 'all') yield { schema, numRows: batch.numRows, columns }
      else if (rows.length > 0) yield { schema, numRows: rows.length, columns: columns.map(column => takeColumn(column, rows)) }
    }
  }

  /** Where nobody above reads a column, no row is picked. */
  async *#counts(partition: number, context: TaskContext): AsyncGenerator<Batch> {
    const { predicate, ids, functions, schema } = this.#spec
    const count = compilePredicateCount(predicate, resolveById(ids), functions)
    for await (const batch of runOperator(this.#input, partition, context)) yield { schema, numRows: count(batch), columns: [] }
  }
}

export const filterStrategy: PhysicalStrategy = {
  name: 'filter',
  plan(node, [input], { functions }) {
    if (node.kind !== 'filter' || !input) return undefined
    const { schema, predicate } = node
    const { ids } = node.input
    const fused = FragmentStepExec.over(input, {
      name: 'FilterExec',
      schema: input.schema,
      inputIds: ids,
      exprs: [predicate],
      // One expression in, one out.
      step: ([renamed]) => ({ kind: 'filter', predicate: renamed! }),
      describe: { predicate: formatExpr(predicate) },
    })
    const output = node.ids.map(id => ids.indexOf(id))
    if (!fused) return new FilterExec(input, { schema, ids, predicate, output, functions })
    return output.length === ids.length ? fused : projectColumns(fused, node, { inputIds: ids, functions })
  },
}
