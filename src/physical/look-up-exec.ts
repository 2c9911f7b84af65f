/** Adds the bases that calls of fasta_seq ask for, batch by batch: neighbouring regions are read at once, and memory holds one batch of bases. */
import type { SequenceSource } from '../catalog/sequence-source.ts'
import type { Batch } from '../columnar/batch.ts'
import type { Column } from '../columnar/column.ts'
import type { Schema } from '../columnar/schema.ts'
import { sliceBatch } from '../columnar/slice-batch.ts'
import { QueryError } from '../common/errors.ts'
import { compileExpr } from '../expr/compile-expr.ts'
import type { Expr } from '../expr/expr.ts'
import { formatExpr } from '../expr/format-expr.ts'
import type { FunctionRegistry } from '../functions/function-registry.ts'
import type { PhysicalOperator, PhysicalStrategy, TaskContext } from './physical-operator.ts'
import { resolveById } from './resolve-by-id.ts'
import { runOperator } from './run-operator.ts'
import { basesColumn, readSpans, type Spans } from './sequence-spans.ts'

/** Bases that a batch holds at most, unless one row has more. */
const MOST_BASES = 1 << 24

interface LookUpSpec {
  readonly schema: Schema
  readonly inputIds: readonly number[]
  readonly calls: readonly LookUpCall[]
  readonly functions: FunctionRegistry
}

interface LookUpCall {
  readonly call: Expr & { readonly kind: 'call' }
  readonly path: string
  readonly index: string
  open(): Promise<SequenceSource>
}

export class LookUpExec implements PhysicalOperator {
  readonly name = 'LookUpExec'
  readonly schema: Schema
  readonly children: readonly PhysicalOperator[]
  readonly outputPartitions: number
  readonly #input: PhysicalOperator
  readonly #spec: LookUpSpec

  constructor(input: PhysicalOperator, spec: LookUpSpec) {
    this.#input = input
    this.#spec = spec
    this.schema = spec.schema
    this.children = [input]
    this.outputPartitions = input.outputPartitions
  }

  describe(): Readonly<Record<string, string>> {
    const { calls } = this.#spec
    return {
      calls: `[${calls.map(({ call }) => formatExpr(call)).join(', ')}]`,
      index: [...new Set(calls.map(({ index }) => index))].join(', '),
    }
  }

  async *execute(partition: number, context: TaskContext): AsyncIterable<Batch> {
    const { calls, inputIds, functions } = this.#spec
    const opened: SequenceSource[] = []
    try {
      for (const call of calls) opened.push(await call.open())
      const args = calls.map(({ call }) => call.args.slice(1).map(arg => compileExpr(arg, resolveById(inputIds), functions)))
      for await (const batch of runOperator(this.#input, partition, context)) {
        // One list of arguments and one source for each call.
        const spans = args.map((evaluate, i) =>
          readSpans(
            evaluate.map(arg => arg(batch)),
            batch.numRows,
            opened[i]!,
          ),
        )
        for (let from = 0; from < batch.numRows; ) {
          const to = endOfPart(spans, from, batch.numRows)
          const columns: Column[] = []
          for (const [i, span] of spans.entries()) columns.push(await basesColumn(span, { from, to }, opened[i]!, context.signal))
          const part = from === 0 && to === batch.numRows ? batch : sliceBatch(batch, from, to)
          yield { schema: this.schema, numRows: part.numRows, columns: [...part.columns, ...columns] }
          from = to
        }
      }
    } finally {
      for (const source of opened) await source.close()
    }
  }
}

/** At least one row. */
function endOfPart(all: readonly Spans[], from: number, numRows: number): number {
  let bases = 0
  for (let row = from; row < numRows; row++) {
    for (const { starts, ends } of all) bases += ends[row]! - starts[row]! // row lies below their length
    if (bases > MOST_BASES && row > from) return row
  }
  return numRows
}

export const lookUpStrategy: PhysicalStrategy = {
  name: 'look-up',
  async plan(node, [input], { functions, openSequences }) {
    if (node.kind !== 'look-up' || !input) return undefined
    const calls: LookUpCall[] = []
    for (const call of node.calls) {
      if (call.kind !== 'call' || !openSequences) throw new QueryError('NOT_IMPLEMENTED', 'Sequences cannot be looked up here.')
      const [path] = call.args
      if (path?.kind !== 'literal' || typeof path.value !== 'string') {
        throw new QueryError(
          'PLAN',
          `The path of ${call.name} must be text that stands there: ${call.name}('ref.fa', chrom, start, "end").`,
          at(call),
        )
      }
      const location = path.value
      const source = await openSequences(location)
      await source.close()
      calls.push({ call, path: location, index: source.index, open: () => openSequences(location) })
    }
    return new LookUpExec(input, { schema: node.schema, inputIds: node.input.ids, calls, functions })
  },
}

function at({ at: sqlOffset }: Expr & { readonly kind: 'call' }): { readonly sqlOffset?: number } {
  return sqlOffset === undefined ? {} : { sqlOffset }
}
