/** Finds the contig, start, end and further key columns of an operand. */
import type { Field } from '../../columnar/data-type.ts'
import { sqlTypeName } from '../../columnar/sql-type-name.ts'
import { QueryError } from '../../common/errors.ts'
import { suggest } from '../../common/suggest.ts'
import { castTo } from '../../expr/cast-to.ts'
import { isInteger, isText } from '../../expr/coercion.ts'
import type { Expr } from '../../expr/expr.ts'
import type { IntervalColumns, LogicalPlan } from '../../logical/logical-plan.ts'

export interface ColumnChoice {
  /** Contig, start, end; absent: the first of the names below that the table has. */
  readonly cols?: readonly string[] | undefined
  /** Further columns that must be equal: the strand. */
  readonly onCols?: readonly string[] | undefined
}

type ColumnExpr = Extract<Expr, { readonly kind: 'column' }>

/** keys[0] is the contig. */
export interface NamedIntervalColumns extends IntervalColumns {
  /** The columns that the keys are made of, one a key. */
  readonly keyColumns: readonly ColumnExpr[]
  readonly start: ColumnExpr
  readonly end: ColumnExpr
}

/** PRODUCT's names first, then those of common tables. */
const usual = [
  ['chrom', 'contig', 'chr', 'chromosome', 'seqname', 'seqid'],
  ['start', 'pos_start', 'chromStart', 'begin'],
  ['end', 'pos_end', 'chromEnd', 'stop'],
] as const

export function intervalColumnsOf(plan: LogicalPlan, choice: ColumnChoice, role: string): NamedIntervalColumns {
  const { cols, onCols = [] } = choice
  if (cols !== undefined && cols.length !== 3) {
    throw new QueryError(
      'PLAN',
      `${role} takes three column names, contig, start and end, not ${cols.length}: cols => ['chrom', 'start', 'end'].`,
    )
  }
  const [contig, start, end] = usual.map((names, i) => columnOf(plan, cols?.[i] === undefined ? names : [cols[i]], role))
  if (!contig || !start || !end) throw new QueryError('INTERNAL', 'Three names give three columns.')
  for (const position of [start, end]) {
    if (isInteger(position.type)) continue
    throw new QueryError(
      'PLAN',
      `Column "${position.name}" of ${role} is ${sqlTypeName(position.type)}; positions are integers. Cast it: CAST(${position.name} AS BIGINT).`,
    )
  }
  const others = onCols.map(name => columnOf(plan, [name], role))
  return { keys: [contig, ...others.map(keyOf)], keyColumns: [contig, ...others], start, end }
}

/** Files read a strand of '.' as NULL: it is compared as the text that stood there. Any other NULL meets nothing. */
function keyOf(column: ColumnExpr): Expr {
  if (column.name.toLowerCase() !== 'strand' || !isText(column.type)) return column
  const unstranded: Expr = { kind: 'literal', type: { kind: 'utf8' }, value: '.' }
  const args = [castTo(column, { kind: 'utf8' }), unstranded]
  return { kind: 'call', name: 'coalesce', args, type: { kind: 'utf8' }, portable: true, safe: true }
}

/** The column of that name, or of the first of those names; exact case first. */
export function columnOf(plan: LogicalPlan, names: readonly string[], role: string): ColumnExpr {
  const { fields } = plan.schema
  for (const name of names) {
    const place = placeOf(fields, name)
    const field = fields[place]
    const id = plan.ids[place]
    if (field && id !== undefined) return { kind: 'column', id, name: field.name, type: field.type }
  }
  const columns = fields.map(field => field.name)
  const near = names.map(name => suggest(name, columns)).find(name => name !== undefined)
  const hint =
    near === undefined
      ? `It has ${columns.slice(0, 12).join(', ')}${columns.length > 12 ? ', …' : ''}; name its columns with cols.`
      : `Did you mean "${near}"?`
  throw new QueryError('PLAN', `Column "${names[0] ?? ''}" not found in ${role}. ${hint}`)
}

function placeOf(fields: readonly Field[], name: string): number {
  const exact = fields.findIndex(field => field.name === name)
  return exact >= 0 ? exact : fields.findIndex(field => field.name.toLowerCase() === name.toLowerCase())
}
