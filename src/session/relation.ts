/** A lazy query: nothing runs before rows, batches or a table are asked for, and it can be refined until then. */
import type { Schema as ArrowSchema, RecordBatch, Table } from 'apache-arrow'
import type { Batch } from '../columnar/batch.ts'
import { type Row, rowReader } from '../columnar/row-reader.ts'
import type { Schema } from '../columnar/schema.ts'
import type { Int64Rule } from '../columnar/value-reader.ts'
import { QueryError } from '../common/errors.ts'
import type { JsonValue } from '../common/json.ts'
import type { LogicalPlan } from '../logical/logical-plan.ts'
import type { BindContext } from '../sql/binder/bind-context.ts'
import { parseExpression } from '../sql/parser/parse-expression.ts'
import { parseOrderItems } from '../sql/parser/parse-order-items.ts'
import { parseSelectItems } from '../sql/parser/parse-select-items.ts'
import { jsonRow } from './json-row.ts'
import { NO_STATS, type QueryStats } from './query-stats.ts'
import type {
  ComplementOptions,
  ExpandOptions,
  MergeOptions,
  NearestOptions,
  OverlapOptions,
  RangeColumns,
  RangeOperand,
  RunRangeOperation,
  TwoTableOptions,
} from './range-functions/range-methods.ts'
import { type Refinement, refineSource } from './refine-source.ts'
import type { RelationSource } from './relation-source.ts'
import type { RunningQuery } from './running-query.ts'
import { readTableMetadata, type TableMetadata } from './table-metadata.ts'

export interface ExplainOptions {
  /** Run the query, and show what each operator did. */
  readonly analyze?: boolean
  /** Show the plan after each optimizer rule that changed it. */
  readonly verbose?: boolean
  readonly format?: 'text' | 'json'
}

export interface QueryOptions {
  /** Rejects with the signal's reason (an AbortError), never with a short result. */
  readonly signal?: AbortSignal
}

/** How a relation runs: implemented by the session. */
export interface RelationRunner {
  start(source: RelationSource, run: { readonly parameters: readonly unknown[]; readonly signal?: AbortSignal }): Promise<RunningQuery>
  /** The columns, without running anything. */
  schemaOf(source: RelationSource, parameters: readonly unknown[]): Promise<Schema>
  readonly int64: () => Int64Rule
  readonly range: RunRangeOperation
}

interface RelationParts {
  readonly runner: RelationRunner
  readonly source: RelationSource
  readonly parameters: readonly unknown[]
  readonly options: QueryOptions
}

/**
 * `db.sql`, `db.table` and `db.scanVcf` return one. Iterating gives rows: objects without a prototype, one key a column.
 *
 * A statement that is not a query (`CREATE TABLE …`, `SET …`) also runs only when it is consumed: `await db.sql('SET …').run()`.
 *
 * @example
 * for await (const row of db.sql('SELECT chrom, start FROM calls').filter('qual > 30').limit(3)) console.log(row)
 */
export class Relation implements AsyncIterable<Row> {
  readonly #parts: RelationParts
  #last: RunningQuery | undefined

  constructor(parts: RelationParts) {
    this.#parts = parts
  }

  /** Expressions as after SELECT: `.select('chrom', 'start + 1 AS pos')`. */
  select(...expressions: readonly string[]): Relation {
    if (expressions.length === 0) throw new QueryError('PLAN', "select() takes at least one expression: select('chrom', 'start').")
    return this.#refine({ items: expressions.flatMap(parseSelectItems) })
  }

  /** A condition as after WHERE: `.filter("chrom = 'chr1' AND AF > 0.01")`. */
  filter(predicate: string): Relation {
    return this.#refine({ where: parseExpression(predicate) })
  }

  /** Keys as after ORDER BY: `.sort('chrom', 'start DESC')`. */
  sort(...keys: readonly string[]): Relation {
    if (keys.length === 0) throw new QueryError('PLAN', "sort() takes at least one key: sort('chrom', 'start DESC').")
    return this.#refine({ orderBy: keys.flatMap(parseOrderItems) })
  }

  limit(count: number, offset = 0): Relation {
    for (const value of [count, offset]) {
      if (!Number.isSafeInteger(value) || value < 0) throw new QueryError('PLAN', `limit() takes whole numbers from 0, not ${value}.`)
    }
    return this.#refine(offset > 0 ? { limit: count, offset } : { limit: count })
  }

  /** Pairs of this relation's rows (left) and the other's that share a base; options as of `db.overlap`. */
  overlap(other: RangeOperand, options: OverlapOptions = {}): Relation {
    return this.#range('overlap', [other], options)
  }

  /** Beside each row the k nearest rows of the other. */
  nearest(other: RangeOperand, options: NearestOptions = {}): Relation {
    return this.#range('nearest', [other], options)
  }

  /** The rows with the number of rows of the other that overlap each. */
  countOverlaps(other: RangeOperand, options: TwoTableOptions = {}): Relation {
    return this.#range('count_overlaps', [other], options)
  }

  /** The rows with the number of their bases that the other covers. */
  coverage(other: RangeOperand, options: TwoTableOptions = {}): Relation {
    return this.#range('coverage', [other], options)
  }

  /** The pieces of the rows that the other does not cover. */
  subtract(other: RangeOperand, options: TwoTableOptions = {}): Relation {
    return this.#range('subtract', [other], options)
  }

  /** Rows that overlap or lie near each other, joined. */
  merge(options: MergeOptions = {}): Relation {
    return this.#range('merge', [], options)
  }

  /** The rows with the number and extent of their run. */
  cluster(options: MergeOptions = {}): Relation {
    return this.#range('cluster', [], options)
  }

  /** The gaps between the rows. */
  complement({ view, ...options }: ComplementOptions = {}): Relation {
    return this.#range('complement', view === undefined ? [] : [view], options)
  }

  /** The rows with wider or narrower intervals. */
  expand(options: ExpandOptions): Relation {
    return this.#range('expand', [], options)
  }

  /** The rows by contig, start, end. */
  sortIntervals(options: RangeColumns = {}): Relation {
    return this.#range('sort', [], options)
  }

  /** Rows as objects. Leaving the loop early frees everything. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Row, void, void> {
    const running = await this.start()
    const read = rowReader(running.schema, this.#parts.runner.int64())
    for await (const batch of running.batches) {
      for (let row = 0; row < batch.numRows; row++) yield read(batch, row)
    }
  }

  async toArray(): Promise<readonly Row[]> {
    const rows: Row[] = []
    for await (const row of this) rows.push(row)
    return rows
  }

  /** Rows that JSON.stringify takes: integers beyond 2^53 as text, dates as ISO text, bytes as base64. */
  async toJSON(): Promise<readonly { readonly [column: string]: JsonValue }[]> {
    return (await this.toArray()).map(jsonRow)
  }

  /** Arrow record batches, as they come. */
  async *batches(): AsyncGenerator<RecordBatch, void, void> {
    const { toRecordBatch } = await import('../columnar/arrow/to-record-batch.ts')
    const running = await this.start()
    for await (const batch of running.batches) yield toRecordBatch({ ...batch, schema: running.schema })
  }

  /** The whole result as an Arrow Table. */
  async toArrow(): Promise<Table> {
    const { toArrowTable } = await import('../columnar/arrow/to-arrow-table.ts')
    const running = await this.start()
    const batches: Batch[] = []
    for await (const batch of running.batches) batches.push(batch)
    return toArrowTable(running.schema, batches)
  }

  /** The whole result as an Arrow IPC stream, which nodejs-polars, DuckDB and pyarrow read. */
  async toIPC(): Promise<Uint8Array> {
    const { tableToIPC } = await import('apache-arrow')
    return tableToIPC(await this.toArrow(), 'stream')
  }

  /** Runs to the end and drops the rows: for statements that are no queries. */
  async run(): Promise<QueryStats> {
    const running = await this.start()
    for await (const _ of running.batches);
    return running.stats
  }

  /** The columns as an Arrow schema, with the metadata. Runs nothing. */
  async schema(): Promise<ArrowSchema> {
    const { schemaToArrow } = await import('../columnar/arrow/schema-to-arrow.ts')
    return schemaToArrow(await this.#schema())
  }

  /** Format, path, coordinate system and the header as data; kept through select, filter, sort and limit. Runs nothing. */
  async metadata(): Promise<TableMetadata> {
    return readTableMetadata(await this.#schema())
  }

  async explain(options: ExplainOptions = {}): Promise<string> {
    const { runner, source, parameters, options: queryOptions } = this.#parts
    const explained: RelationSource = async context => ({
      kind: 'explain',
      analyze: options.analyze ?? false,
      verbose: options.verbose ?? false,
      format: options.format ?? 'text',
      statement: await source(context),
    })
    const rows = await new Relation({ runner, source: explained, parameters, options: queryOptions }).toArray()
    if (options.format === 'json') return String(rows[0]?.plan ?? '')
    return rows.map(row => `${row.plan_type}\n${row.plan}`).join('\n')
  }

  /** What the last run cost so far; zeros before the first. */
  get stats(): QueryStats {
    return this.#last?.stats ?? NO_STATS
  }

  /** What the last run had to say so far. */
  get warnings(): readonly string[] {
    return this.#last?.warnings ?? []
  }

  /** What the relation stands for, bound with its own parameters; for operations over relations. */
  async plan(context: BindContext): Promise<LogicalPlan> {
    const { source, parameters } = this.#parts
    const bound = await source({ ...context, parameters })
    if (bound.kind === 'query') return bound.plan
    throw new QueryError('PLAN', 'Only a query can be an operand; this statement is not one.')
  }

  /** Begins a run and gives its batches in the engine's own layout; for printers and writers. */
  async start(): Promise<RunningQuery> {
    const { runner, source, parameters, options } = this.#parts
    const running = await runner.start(source, options.signal ? { parameters, signal: options.signal } : { parameters })
    this.#last = running
    return running
  }

  #refine(refinement: Refinement): Relation {
    return new Relation({ ...this.#parts, source: refineSource(this.#parts.source, refinement) })
  }

  #range(name: string, others: readonly RangeOperand[], options: object): Relation {
    return this.#parts.runner.range(name, [this, ...others], options)
  }

  #schema(): Promise<Schema> {
    return this.#parts.runner.schemaOf(this.#parts.source, this.#parts.parameters)
  }
}
