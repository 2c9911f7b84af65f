/** Rows written in the query: VALUES, and the one row of a SELECT without FROM. */
import type { Batch } from '../columnar/batch.ts'
import { columnFromScalars } from '../columnar/column-from-scalars.ts'
import type { Scalar } from '../columnar/scalar.ts'
import { scalarAt } from '../columnar/scalar-at.ts'
import type { Schema } from '../columnar/schema.ts'
import { compileExpr } from '../expr/compile-expr.ts'
import type { Expr } from '../expr/expr.ts'
import { formatExpr } from '../expr/format-expr.ts'
import { scalarOfLiteral } from '../expr/literal.ts'
import type { FunctionRegistry } from '../functions/function-registry.ts'
import type { PhysicalOperator, PhysicalStrategy, TaskContext } from './physical-operator.ts'
import { resolveById } from './resolve-by-id.ts'

type Rows = readonly (readonly Expr[])[]

export class ValuesExec implements PhysicalOperator {
  readonly name = 'ValuesExec'
  readonly schema: Schema
  readonly children: readonly PhysicalOperator[] = []
  readonly outputPartitions = 1
  readonly #rows: Rows
  readonly #functions: FunctionRegistry

  constructor(schema: Schema, rows: Rows, functions: FunctionRegistry) {
    this.schema = schema
    this.#rows = rows
    this.#functions = functions
  }

  get rowCount(): number {
    return this.#rows.length
  }

  describe(): Readonly<Record<string, string>> {
    const shown = this.#rows.slice(0, 3).map(row => `(${row.map(expr => formatExpr(expr)).join(', ')})`)
    if (this.#rows.length > shown.length) shown.push('…')
    return { rows: String(this.#rows.length), values: `[${shown.join(', ')}]` }
  }

  async *execute(_partition: number, context: TaskContext): AsyncIterable<Batch> {
    for (let start = 0; start < this.#rows.length; start += context.batchSize) {
      const rows = this.#rows.slice(start, start + context.batchSize)
      const columns: Scalar[][] = this.schema.fields.map(() => [])
      for (const row of rows) {
        for (const [index, expr] of row.entries()) columns[index]?.push(this.#evaluate(expr))
        const pause = context.breathe()
        if (pause) await pause
      }
      yield {
        schema: this.schema,
        numRows: rows.length,
        // One list of scalars a field, by construction.
        columns: this.schema.fields.map((field, index) => columnFromScalars(field.type, columns[index]!)),
      }
    }
  }

  #evaluate(expr: Expr): Scalar {
    if (expr.kind === 'literal') return scalarOfLiteral(expr)
    return scalarAt(compileExpr(expr, resolveById([]), this.#functions)(oneRow), 0)
  }
}

const oneRow: Batch = { schema: { fields: [] }, numRows: 1, columns: [] }

export const valuesStrategy: PhysicalStrategy = {
  name: 'values',
  plan(node, _inputs, { functions }) {
    return node.kind === 'values' ? new ValuesExec(node.schema, node.rows, functions) : undefined
  },
}
