/**
 * TABLESAMPLE and USING SAMPLE: some rows by chance. A share of the rows is a filter, a number of rows a LIMIT in a random order; with a seed the
 * chance is a hash of the row's place, so that it is the same in every run.
 */
import { QueryError } from '../../../common/errors.ts'
import type { Expression, FunctionCall } from '../../ast/expression.ts'
import type { Query, QueryBody, TableReference } from '../../ast/query.ts'
import type { Span } from '../../ast/span.ts'
import { tokenKind } from '../../lexer/token-kind.ts'
import { plainCall } from '../expression/plain-call.ts'
import type { TokenCursor } from '../token-cursor.ts'

interface Sample {
  readonly size: number
  readonly unit: 'percent' | 'rows'
  readonly seed?: string
  readonly span: Span
}

const METHODS: ReadonlySet<string> = new Set(['system', 'bernoulli', 'reservoir'])

/** Behind TABLESAMPLE: the table with fewer rows, under the name that it has. */
export function readTableSample(cursor: TokenCursor, table: TableReference): TableReference {
  const sample = readSample(cursor)
  const { alias, ...bare } = table
  const own = table.kind === 'table' ? table.name.parts.at(-1) : undefined
  const name = alias ?? (own && { name: own, columns: [], span: own.span })
  const inner = (alias && alias.columns.length > 0 ? { ...table } : bare) as TableReference // without an alias it is still one
  const span = cursor.span(table.span.start)
  const query = queryOf(sampled({ kind: 'select', ...everything(span), from: [inner] }, sample), span)
  return { kind: 'derived', query, lateral: false, span, ...(name && { alias: name }) }
}

/** Behind USING SAMPLE: the result of the SELECT with fewer rows. */
export function sampleOf(cursor: TokenCursor, body: QueryBody): QueryBody {
  const sample = readSample(cursor)
  const span = cursor.span(body.span.start)
  const inner: TableReference = { kind: 'derived', query: queryOf(body, span), lateral: false, span }
  return sampled({ kind: 'select', ...everything(span), from: [inner] }, sample)
}

type SelectBody = Extract<QueryBody, { readonly kind: 'select' }>

function sampled(select: SelectBody, { size, unit, seed, span: written }: Sample): QueryBody {
  // What is made here has no text of its own.
  const span = { start: written.start, end: written.start }
  const chance = seed === undefined ? call('random', [], span) : seededChance(seed, span)
  if (unit === 'percent') {
    const below: Expression = { kind: 'binary-op', op: '<', opSpan: span, left: chance, right: number(String(size / 100), span), span }
    return { ...select, qualify: below }
  }
  const orderBy = [{ expression: chance, descending: false, span }]
  return { kind: 'nested', query: { ...queryOf(select, select.span), orderBy, limit: number(String(size), span) }, span: select.span }
}

/** A number from 0 to 1 by the place of the row. */
function seededChance(seed: string, span: Span): Expression {
  const place: FunctionCall = {
    name: { parts: [{ name: 'row_number', quoted: false, span }], span },
    args: [],
    named: [],
    star: false,
    distinct: false,
    orderBy: [],
    ignoreNulls: false,
    over: { partitionBy: [], orderBy: [], span },
    span,
  }
  const hash = call('hash', [{ kind: 'call', call: place, span }, number(seed, span)], span)
  const part: Expression = { kind: 'binary-op', op: '%', opSpan: span, left: hash, right: number('1000003', span), span }
  return { kind: 'binary-op', op: '/', opSpan: span, left: part, right: number('1000003.0', span), span }
}

/** `10%`, `10 PERCENT`, `10 ROWS`, `system(10%)`, `(10 ROWS)`, then REPEATABLE (seed); DuckDB also writes `10 (bernoulli, 42)`. */
function readSample(cursor: TokenCursor): Sample {
  const { start } = cursor
  const method = METHODS.has(cursor.word) ? cursor.word : undefined
  if (method !== undefined) cursor.advance()
  const parenthesised = cursor.acceptSymbol('(')
  const size = readSize(cursor)
  const unit = readUnit(cursor, method)
  if (parenthesised) cursor.expectSymbol(')', 'after the size of the sample')
  const seed = readSeed(cursor)
  return { size, unit, ...(seed !== undefined && { seed }), span: cursor.span(start) }
}

function readSize(cursor: TokenCursor): number {
  if (cursor.kind !== tokenKind.number) cursor.fail('a number of rows or a percentage for the sample')
  const size = Number(cursor.value)
  cursor.advance()
  return size
}

function readUnit(cursor: TokenCursor, method: string | undefined): Sample['unit'] {
  if (cursor.acceptSymbol('%') || cursor.acceptWord('percent')) return 'percent'
  if (cursor.acceptWord('rows') || cursor.acceptWord('row')) return 'rows'
  // As in PostgreSQL, what stands in SYSTEM (…) and BERNOULLI (…) is a percentage.
  return method === 'system' || method === 'bernoulli' ? 'percent' : 'rows'
}

function readSeed(cursor: TokenCursor): string | undefined {
  if (cursor.acceptWord('repeatable')) {
    cursor.expectSymbol('(', 'after REPEATABLE')
    return readSeedNumber(cursor)
  }
  if (!cursor.isSymbol('(') || !METHODS.has(cursor.peek(1))) return undefined
  cursor.advance()
  cursor.advance()
  if (cursor.acceptSymbol(')')) return undefined
  cursor.expectSymbol(',', 'after the method of the sample')
  return readSeedNumber(cursor)
}

function readSeedNumber(cursor: TokenCursor): string {
  const at = cursor.start
  const seed = readSize(cursor)
  if (!Number.isSafeInteger(seed)) throw new QueryError('SQL', 'The seed of a sample is a whole number.', { sqlOffset: at })
  cursor.expectSymbol(')', 'after the seed')
  return String(seed)
}

function everything(span: Span): Omit<SelectBody, 'kind' | 'from'> {
  const star: Expression = { kind: 'star', exclude: [], replace: [], rename: [], span }
  return { distinct: false, distinctOn: [], items: [{ expression: star, span }], groupBy: [], windows: [], span }
}

function queryOf(body: QueryBody, span: Span): Query {
  return { kind: 'query', with: [], recursive: false, body, orderBy: [], span }
}

function call(name: string, args: readonly Expression[], span: Span): Expression {
  return plainCall({ function: name, nameSpan: span, args, span })
}

function number(text: string, span: Span): Expression {
  return { kind: 'number', text, span }
}
