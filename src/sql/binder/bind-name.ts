/** Column names, with their struct fields; then the aliases of the select list. */
import { QueryError } from '../../common/errors.ts'
import type { Expr } from '../../expr/expr.ts'
import { typeOf } from '../../expr/type-of.ts'
import type { Identifier, QualifiedName } from '../ast/identifier.ts'
import { bindExpression } from './bind-expression.ts'
import { bindOuterName } from './bind-outer-name.ts'
import type { ExpressionContext } from './expression-context.ts'
import type { ExpressionOf } from './expression-of.ts'
import { findByName } from './find-by-name.ts'
import { didYouMean, planError } from './plan-error.ts'
import { columnsOfTable, resolveName, unknownName } from './resolve-name.ts'
import type { Scope } from './scope.ts'

export function bindName({ name }: ExpressionOf<'name'>, context: ExpressionContext): Expr {
  const parameter = lambdaParameter(name.parts, context)
  if (parameter) return parameter
  const resolved = resolveName(name, context.scope)
  if (resolved) {
    // A new object each time, so that each use has its own place in the text.
    const column: Expr = { ...resolved.column.expr }
    context.state.spans.set(column, name.span)
    return resolved.path.reduce(bindStructField, column)
  }
  return (
    outerColumn(name, context) ?? bindAlias(name.parts, context) ?? wholeRow(name, context.scope) ?? fail(unknownName(name, context.scope))
  )
}

/** The name of a table where no column has it: its row, as a struct of the columns. */
function wholeRow({ parts }: QualifiedName, scope: Scope): Expr | undefined {
  const [table, ...path] = parts
  const columns = table && path.length === 0 ? columnsOfTable(table, scope).filter(column => !column.qualifiedOnly && !column.hidden) : []
  if (columns.length === 0 || new Set(columns.map(column => column.name)).size < columns.length) return undefined
  const args = columns.map(column => ({ ...column.expr }))
  const fields = columns.map(column => ({ name: column.name, type: typeOf(column.expr), nullable: true }))
  return { kind: 'call', name: 'struct_pack', args, type: { kind: 'struct', fields }, portable: true, safe: true }
}

/** A parameter of a lambda around hides columns of its name; the innermost counts. */
function lambdaParameter([first, ...path]: readonly Identifier[], { lambdaParameters = [] }: ExpressionContext): Expr | undefined {
  const found = first && lambdaParameters.findLast(parameter => sameName(first, parameter.name))
  return found && path.reduce(bindStructField, { kind: 'lambda-parameter', ...found })
}

function sameName(written: Identifier, name: string): boolean {
  return written.name.toLowerCase() === name.toLowerCase()
}

function outerColumn(name: QualifiedName, { state }: ExpressionContext): Expr | undefined {
  const found = bindOuterName(name, state)
  return found?.path.reduce(bindStructField, found.expr)
}

function fail(error: Error): never {
  throw error
}

/** Aliases that use aliases can double the size of an expression at each step. */
const MAX_ALIASES = 10_000

/** An alias means its expression. While that is bound the alias itself means nothing, so `a + 1 AS a` cannot turn in circles. */
function bindAlias([first, ...path]: readonly Identifier[], context: ExpressionContext): Expr | undefined {
  if (!first) return undefined
  const [alias, ...others] = findByName(first, context.aliases, candidate => candidate.name.name)
  if (!alias) return undefined
  if (others.length > 0) throw planError(`Alias "${first.name}" is ambiguous: the select list gives it to several columns.`, first.span)
  if (++context.state.budget.aliases > MAX_ALIASES) throw tooManyAliases(first)
  const { expanded: _, ...rest } = context
  const aliases = context.aliases.filter(candidate => candidate !== alias)
  const expr = bindExpression(alias.expression, { ...rest, aliases, ...(alias.expanded && { expanded: alias.expanded }) })
  return path.reduce(bindStructField, expr)
}

function tooManyAliases({ span }: Identifier): QueryError {
  const message = 'With its aliases written out the select list is too large. Compute parts of it in a subquery.'
  return new QueryError('RESOURCE', message, { sqlOffset: span.start })
}

export function bindStructField(operand: Expr, name: Identifier): Expr {
  const type = typeOf(operand)
  if (type.kind !== 'struct') throw planError(`There is no field "${name.name}": what stands before it is not a struct.`, name.span)
  const [field] = findByName(name, type.fields, candidate => candidate.name)
  if (field) return { kind: 'field', operand, name: field.name }
  const names = type.fields.map(candidate => candidate.name)
  throw planError(`Field "${name.name}" not found in the struct.${didYouMean(name.name, names)}`, name.span)
}

export function bindExpandedColumn(expression: ExpressionOf<'columns'>, context: ExpressionContext): Expr {
  if (!context.expanded) throw planError(`COLUMNS(…) cannot stand in ${context.clause}. It is for the select list.`, expression.span)
  return { ...context.expanded.expr }
}
