/** What the binding of one statement carries along: the session's context, ids, the visible CTEs, and where expressions stand in the text. */
import type { Field } from '../../columnar/data-type.ts'
import type { Expr } from '../../expr/expr.ts'
import { type ColumnIds, createColumnIds } from '../../logical/column-ids.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import type { Expression } from '../ast/expression.ts'
import type { CommonTableExpression, Query } from '../ast/query.ts'
import type { Span } from '../ast/span.ts'
import type { BindContext } from './bind-context.ts'
import type { KnownPosition } from './coordinate-systems.ts'
import type { ExpressionContext } from './expression-context.ts'

export interface BindState extends BindContext {
  readonly zeroBased: boolean
  /** 'offered': memory tables have a rowid, because the statement names one. */
  readonly rowIds: 'none' | 'offered'
  /** When the statement began, in milliseconds since 1970: what now() is throughout it. */
  readonly startedAt: number
  readonly ids: ColumnIds
  /** By lower-case name; inner queries see those of outer ones. */
  readonly ctes: ReadonlyMap<string, VisibleCte>
  /** Where a bound expression was written, for errors found after binding. */
  readonly spans: WeakMap<Expr, Span>
  /** How columns that are positions count, by column id. */
  readonly coordinates: Map<number, KnownPosition>
  /** Counts that bound what one statement may ask for. */
  readonly budget: { depth: number; aliases: number; relations: number; queries: number }
  /** The two recursions, handed down so that the files of this folder need not import each other in circles. */
  readonly bindExpressionKind: (expression: Expression, context: ExpressionContext) => Expr
  readonly bindQuery: (query: Query, state: BindState) => Promise<LogicalPlan>
  /** What the query that is bound stands in; absent: it is the outermost. */
  readonly outer?: OuterQuery
  /** Subqueries in expressions, by how they were written: bound before the expressions around them. */
  readonly boundQueries: Map<Query, PreparedQuery>
  /** The subqueries that bound expressions mean, by the number that those hold. */
  readonly subqueries: Map<number, BoundSubquery>
}

export interface OuterQuery {
  readonly context: ExpressionContext
  /** The columns of outer queries that the inner one uses, by id. */
  readonly used: Map<number, OuterColumnExpr>
}

export type OuterColumnExpr = Expr & { readonly kind: 'outer-column' }

/** A subquery of an expression as a plan, and what that uses of the queries around it. */
export interface PreparedQuery {
  readonly plan: LogicalPlan
  readonly used: readonly OuterColumnExpr[]
}

export interface BoundSubquery extends PreparedQuery {
  /** 'row': it gives exactly one row. 'match': its first column is compared with the first argument, and it is distinct. */
  readonly gives: 'row' | 'match'
}

export interface VisibleCte {
  readonly definition: CommonTableExpression
  /** The state in which it was written: it sees the CTEs before it, not those after. Undefined: it stands inside its own definition (WITH RECURSIVE). */
  readonly state: BindState | undefined
  /** Inside its own definition: the rows of the step before, once it is known what columns they have. */
  readonly working?: { readonly table: number; readonly fields: readonly Field[] }
  /** One that nothing uses is bound all the same, for its errors. */
  readonly use: { count: number }
}

export function createBindState(context: BindContext, recursions: Pick<BindState, 'bindExpressionKind' | 'bindQuery'>): BindState {
  return {
    ...recursions,
    catalog: context.catalog,
    functions: context.functions,
    parameters: context.parameters,
    coordinateSystemCheck: context.coordinateSystemCheck ?? false,
    zeroBased: context.zeroBased ?? false,
    rowIds: 'none',
    startedAt: Date.now(),
    nullOrder: context.nullOrder ?? 'postgres',
    integerDivision: context.integerDivision ?? 'truncates',
    setOperations: context.setOperations ?? 'by-precedence',
    warn: message => context.warn(message),
    ids: createColumnIds(),
    ctes: new Map(),
    spans: new WeakMap(),
    coordinates: new Map(),
    boundQueries: new Map(),
    ...(context.prepared && { prepared: context.prepared }),
    ...(context.variables && { variables: context.variables }),
    subqueries: new Map(),
    budget: { depth: 0, aliases: 0, relations: 0, queries: 0 },
  }
}
