/** Answers how many rows a table has, or has on each contig, from the counts of its index: nothing is read of the table. */
import type { ContigCounts } from '../catalog/table-provider.ts'
import type { Batch } from '../columnar/batch.ts'
import type { Column } from '../columnar/column.ts'
import { columnFromScalars } from '../columnar/column-from-scalars.ts'
import type { Schema } from '../columnar/schema.ts'
import type { Expr } from '../expr/expr.ts'
import { formatConjuncts, formatExpr } from '../expr/format-expr.ts'
import type { NodeOf } from '../logical/node-of.ts'
import type { PhysicalOperator, PhysicalStrategy } from './physical-operator.ts'

interface IndexCountSpec {
  readonly schema: Schema
  readonly counts: ContigCounts
  readonly groupBy: readonly Expr[]
  /** How often count(*) stands in the row. */
  readonly columns: number
  readonly filters: readonly Expr[]
  /** Absent: every contig, and rows without one. */
  readonly contigs?: ReadonlySet<string>
}

export class IndexCountExec implements PhysicalOperator {
  readonly name = 'IndexCountExec'
  readonly schema: Schema
  readonly children: readonly PhysicalOperator[] = []
  readonly outputPartitions = 1
  readonly #spec: IndexCountSpec

  constructor(spec: IndexCountSpec) {
    this.schema = spec.schema
    this.#spec = spec
  }

  describe(): Readonly<Record<string, string>> {
    const { counts, groupBy, filters } = this.#spec
    return {
      ...counts.notes,
      group_by: `[${groupBy.map(key => formatExpr(key)).join(', ')}]`,
      ...(filters.length > 0 && { filters: `[${formatConjuncts(filters).join(', ')}]` }),
      bytes: '0',
    }
  }

  async *execute(): AsyncIterable<Batch> {
    const { groupBy, columns } = this.#spec
    const rows = this.#rows()
    const groups = groupBy.length > 0 ? rows : [{ name: null, rows: rows.reduce((sum, group) => sum + group.rows, 0) }]
    const names = groups.map(group => group.name)
    const counted = groups.map(group => BigInt(group.rows))
    const made = this.schema.fields.map(
      ({ type }, i): Column => columnFromScalars(type, i < this.schema.fields.length - columns ? names : counted),
    )
    yield { schema: this.schema, numRows: groups.length, columns: made }
  }

  /** A contig without rows is no group. */
  #rows(): readonly { readonly name: string | null; readonly rows: number }[] {
    const { counts, contigs } = this.#spec
    const placed = counts.contigs.filter(({ name }) => contigs?.has(name) !== false)
    const rows: { readonly name: string | null; readonly rows: number }[] = placed.map(({ name, mapped, unmapped }) => ({
      name,
      rows: mapped + unmapped,
    }))
    if (contigs === undefined) rows.push({ name: null, rows: counts.unplaced })
    return rows.filter(group => group.rows > 0)
  }
}

export const indexCountStrategy: PhysicalStrategy = {
  name: 'index-count',
  async plan(node, _inputs, { signal }) {
    if (node.kind !== 'aggregate' || node.input.kind !== 'scan' || !node.aggregates.every(isPlainCount)) return undefined
    const { provider, request } = node.input
    const contig = provider.genomicColumns?.contig
    const [groupBy = [], ...others] = node.groupingSets
    if (contig === undefined || others.length > 0 || !groupBy.every(key => isColumn(key, contig)) || groupBy.length > 1) return undefined
    if (request.limit !== undefined || request.regions !== undefined || provider.countByContig === undefined) return undefined
    const contigs = contigsOf(request.filters, contig)
    if (contigs === undefined) return undefined
    const counts = await provider.countByContig(signal)
    if (counts === undefined) return undefined
    const { schema, aggregates } = node
    return new IndexCountExec({
      schema,
      counts,
      groupBy,
      columns: aggregates.length,
      filters: request.filters,
      ...(contigs !== 'all' && { contigs }),
    })
  },
}

/** count(*), and count() of nothing else. */
function isPlainCount(expr: NodeOf<'aggregate'>['aggregates'][number]): boolean {
  return expr.kind === 'aggregate' && expr.name === 'count' && expr.args.length === 0 && !expr.distinct && expr.filter === undefined
}

function isColumn(expr: Expr, name: string): boolean {
  return expr.kind === 'column' && expr.name === name
}

/** The contigs that one filter names; undefined where the filters say anything else. */
function contigsOf(filters: readonly Expr[], contig: string): ReadonlySet<string> | 'all' | undefined {
  const [filter, ...others] = filters
  if (filter === undefined) return 'all'
  if (others.length > 0) return undefined
  if (filter.kind === 'in-list' && isColumn(filter.operand, contig)) return literalTexts(filter.list)
  if (filter.kind !== 'compare' || filter.op !== '=') return undefined
  if (isColumn(filter.left, contig)) return literalTexts([filter.right])
  return isColumn(filter.right, contig) ? literalTexts([filter.left]) : undefined
}

function literalTexts(exprs: readonly Expr[]): ReadonlySet<string> | undefined {
  const texts = exprs.flatMap(expr =>
    expr.kind === 'literal' && typeof expr.value === 'string' && isText(expr.type.kind) ? [expr.value] : [],
  )
  return texts.length === exprs.length ? new Set(texts) : undefined
}

function isText(kind: string): boolean {
  return kind === 'utf8' || kind === 'dictionary'
}
