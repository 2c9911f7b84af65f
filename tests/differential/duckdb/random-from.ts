/** Random FROM clauses: tables, derived tables, and joins of up to three of them. */
import type { QueryColumn, QueryType } from './query-type.ts'
import { type ExpressionScope, randomExpression } from './random-expression.ts'
import { columnName, tables } from './random-tables.ts'

export interface RandomFrom {
  readonly sql: string
  readonly columns: readonly QueryColumn[]
}

export interface FromParts {
  readonly scope: ExpressionScope
  /** A query of columns c0, c1 … of these types; it may name `outer`. */
  readonly derived: (types: readonly QueryType[], outer: readonly QueryColumn[]) => string
  /** Aliases are unique in a whole statement, so that no name hides another. */
  readonly alias: () => string
}

export function randomFrom(parts: FromParts): RandomFrom {
  const { random } = parts.scope
  let from = randomTable(parts)
  const joins = random.pick([0, 0, 1, 1, 1, 2])
  for (let i = 0; i < joins; i++) from = join(from, parts)
  return from
}

function randomTable({ scope, alias, derived }: FromParts): RandomFrom {
  const { random } = scope
  const name = alias()
  if (random.chance(18) && scope.depth > 0) {
    const types = random.several<QueryType>(3, () => random.pick(['int', 'text', 'float', 'bool', 'date']))
    const columns = types.map((type, i): QueryColumn => ({ sql: `${name}.c${i}`, type }))
    return { sql: `(${derived(types, [])}) AS ${name}`, columns }
  }
  const table = random.pick(Object.keys(tables))
  const columns = (tables[table] ?? []).map((type, i): QueryColumn => ({ sql: `${name}.${columnName(table, i)}`, type }))
  return { sql: `${table} AS ${name}`, columns }
}

function join(left: RandomFrom, parts: FromParts): RandomFrom {
  const { random } = parts.scope
  const right = randomTable(parts)
  const columns = [...left.columns, ...right.columns]
  // Conditions of joins hold no subqueries: what both engines refuse there differs.
  const { subquery: _, ...plain } = parts.scope
  const scope: ExpressionScope = { ...plain, columns, depth: 1 }
  const equal = () => {
    const pairs = left.columns.flatMap(l => right.columns.filter(r => r.type === l.type).map(r => `${l.sql} = ${r.sql}`))
    return pairs.length > 0 ? random.pick(pairs) : randomExpression('bool', scope)
  }
  const on = random.pick([
    () => equal(),
    () => `${equal()} AND ${randomExpression('bool', scope)}`,
    () => randomExpression('bool', scope),
  ])()
  switch (random.below(9)) {
    case 0:
      return { sql: `${left.sql} CROSS JOIN ${right.sql}`, columns }
    case 1:
      return { sql: `${left.sql} ${random.pick(['SEMI', 'ANTI'])} JOIN ${right.sql} ON ${on}`, columns: left.columns }
    case 2:
      return lateral(left, parts)
    default:
      return { sql: `${left.sql} ${random.pick(['INNER', 'LEFT', 'RIGHT', 'FULL', 'LEFT'])} JOIN ${right.sql} ON ${on}`, columns }
  }
}

function lateral(left: RandomFrom, { derived, alias, scope }: FromParts): RandomFrom {
  const name = alias()
  const type = scope.random.pick<QueryType>(['int', 'text', 'date'])
  const columns = [...left.columns, { sql: `${name}.c0`, type }]
  return { sql: `${left.sql} CROSS JOIN LATERAL (${derived([type], left.columns)}) AS ${name}`, columns }
}
