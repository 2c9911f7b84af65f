/** `*` and `t.*` with EXCLUDE, REPLACE and RENAME. */
import type { Expr } from '../../expr/expr.ts'
import { typeOf } from '../../expr/type-of.ts'
import type { Identifier, QualifiedName } from '../ast/identifier.ts'
import { bindStructField } from './bind-name.ts'
import type { ExpressionOf } from './expression-of.ts'
import { findByName } from './find-by-name.ts'
import { didYouMean, planError } from './plan-error.ts'
import { columnsOfTable, resolveName } from './resolve-name.ts'
import { qualifiersOf, type Scope, type ScopeColumn } from './scope.ts'
import type { SelectEntry } from './select-items.ts'

export function expandStar(star: ExpressionOf<'star'>, scope: Scope): readonly SelectEntry[] {
  const columns = starColumns(star, scope)
  const find = (name: Identifier, what: string) => {
    const found = findByName(name, columns, column => column.name)
    if (found.length > 0) return found
    const near = didYouMean(
      name.name,
      columns.map(column => column.name),
    )
    throw planError(`Column "${name.name}" of ${what} not found.${near}`, name.span)
  }
  const excluded = new Set(star.exclude.flatMap(name => find(name, 'EXCLUDE')))
  const replaced = new Map(star.replace.flatMap(({ expression, name }) => find(name, 'REPLACE').map(column => [column, expression])))
  const renamed = new Map(star.rename.flatMap(({ from, to }) => find(from, 'RENAME').map(column => [column, to.name])))
  return columns
    .filter(column => !excluded.has(column))
    .map((column): SelectEntry => {
      const name = renamed.get(column) ?? column.name
      const expression = replaced.get(column)
      if (expression) return { kind: 'expression', expression, alias: { name, quoted: true, span: expression.span } }
      return { kind: 'column', column, name, span: star.span }
    })
}

export function starColumns({ qualifier, span }: Pick<ExpressionOf<'star'>, 'qualifier' | 'span'>, scope: Scope): readonly ScopeColumn[] {
  if (!qualifier) {
    if (scope.columns.length === 0) throw planError('* stands for the columns of FROM, and there are none.', span)
    return scope.columns.filter(column => !column.qualifiedOnly && !column.hidden)
  }
  const table = qualifier.parts.at(-1)
  const columns = table ? columnsOfTable(table, scope).filter(column => !column.hidden) : []
  if (columns.length > 0) return columns
  const fields = fieldsOfStruct(qualifier, scope)
  if (fields) return fields
  const name = qualifier.parts.map(part => part.name).join('.')
  throw planError(`Table "${name}" not found in FROM.${didYouMean(name, qualifiersOf(scope))}`, qualifier.span)
}

/** `s.*` of a column that is a struct: its fields. */
function fieldsOfStruct(name: QualifiedName, scope: Scope): readonly ScopeColumn[] | undefined {
  const found = resolveName(name, scope)
  const struct = found?.path.reduce(bindStructField, found.column.expr)
  const type = struct && typeOf(struct)
  if (type?.kind !== 'struct') return undefined
  return type.fields.map(field => ({ name: field.name, expr: { kind: 'field', operand: struct as Expr, name: field.name } })) // type is that of struct
}
