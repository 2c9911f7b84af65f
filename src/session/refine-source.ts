/** Refines a relation: binds `SELECT …` over what it stands for, so that methods mean exactly what the same words mean in SQL. */
import type { Catalog } from '../catalog/catalog.ts'
import type { LogicalPlanSource } from '../catalog/logical-plan-source.ts'
import type { TableProvider } from '../catalog/table-provider.ts'
import { QueryError } from '../common/errors.ts'
import type { Expression, OrderItem } from '../sql/ast/expression.ts'
import type { Identifier } from '../sql/ast/identifier.ts'
import type { Query, Select, SelectItem } from '../sql/ast/query.ts'
import type { BindContext } from '../sql/binder/bind-context.ts'
import { bindStatement } from '../sql/binder/bind-statement.ts'
import type { RelationSource } from './relation-source.ts'

/** The name under which the input of a refinement is found. */
const INPUT = 'relation'
const NOWHERE = { start: 0, end: 0 }

export interface Refinement {
  readonly items?: readonly SelectItem[]
  readonly where?: Expression
  readonly orderBy?: readonly OrderItem[]
  readonly limit?: number
  readonly offset?: number
}

export function refineSource(input: RelationSource, refinement: Refinement): RelationSource {
  return async context => {
    const bound = await input(context)
    if (bound.kind !== 'query') {
      throw new QueryError('PLAN', 'Only a query can be refined by select, filter, sort or limit; this statement is not one.')
    }
    const query = selectFrom(INPUT, refinement)
    return bindStatement({ kind: 'select', query, span: NOWHERE }, withTable(context, INPUT, bound.plan))
  }
}

/** All of one table, which is found by its name, or made by `open` for this relation alone. */
export function tableSource(
  name: string,
  open?: (warn: (message: string) => void) => Promise<TableProvider | LogicalPlanSource>,
): RelationSource {
  return async context => {
    const within = open ? withTable(context, name, await open(message => context.warn(message))) : context
    return bindStatement({ kind: 'select', query: selectFrom(name, {}), span: NOWHERE }, within)
  }
}

function selectFrom(name: string, refinement: Refinement): Query {
  const star: SelectItem = { expression: { kind: 'star', exclude: [], replace: [], rename: [], span: NOWHERE }, span: NOWHERE }
  const body: Select = {
    kind: 'select',
    distinct: false,
    distinctOn: [],
    items: refinement.items ?? [star],
    from: [{ kind: 'table', name: { parts: [identifier(name)], span: NOWHERE }, span: NOWHERE }],
    ...(refinement.where && { where: refinement.where }),
    groupBy: [],
    windows: [],
    span: NOWHERE,
  }
  return {
    kind: 'query',
    with: [],
    recursive: false,
    body,
    orderBy: refinement.orderBy ?? [],
    ...(refinement.limit !== undefined && { limit: number(refinement.limit) }),
    ...(refinement.offset !== undefined && { offset: number(refinement.offset) }),
    span: NOWHERE,
  }
}

function identifier(name: string): Identifier {
  return { name, quoted: true, span: NOWHERE }
}

function number(value: number): Expression {
  return { kind: 'number', text: String(value), span: NOWHERE }
}

/** The same names, and one more. Parameters belong to the text of the input: a refinement has none. */
function withTable(context: BindContext, own: string, source: TableProvider | LogicalPlanSource): BindContext {
  const { catalog } = context
  const overlay: Catalog = {
    table: async name => (name === own ? source : catalog.table(name)),
    file: (location, options) => catalog.file(location, options),
    tableFunction: name => catalog.tableFunction(name),
    tableNames: () => catalog.tableNames(),
    tableFunctionNames: () => catalog.tableFunctionNames(),
  }
  return { ...context, catalog: overlay, parameters: [] }
}
