/** Finds what `a`, `t.a`, `a.field` or `t.a.field` means in a scope. */
import type { Identifier, QualifiedName } from '../ast/identifier.ts'
import { findByName } from './find-by-name.ts'
import { didYouMean, planError } from './plan-error.ts'
import { qualifiersOf, type Scope, type ScopeColumn } from './scope.ts'

export interface ResolvedName {
  readonly column: ScopeColumn
  /** Struct fields after the column. */
  readonly path: readonly Identifier[]
}

/** Undefined when no column has that name; an error when several have. */
export function resolveName(name: QualifiedName, scope: Scope): ResolvedName | undefined {
  const [first, second, ...rest] = name.parts
  if (!first) return undefined
  if (second) {
    const ofTable = columnsOfTable(first, scope)
    const qualified = ofTable.filter(column => column.name.toLowerCase() === second.name.toLowerCase())
    const column = onlyOne(second, qualified) ?? aliased(second, ofTable)
    if (column) return { column, path: rest }
  }
  const named = (scope.byName.get(first.name.toLowerCase()) ?? []).filter(candidate => !candidate.qualifiedOnly)
  const column = onlyOne(first, named) ?? aliased(first, scope.columns)
  return column && { column, path: name.parts.slice(1) }
}

/** The column whose second name this is. */
function aliased(wanted: Identifier, candidates: readonly ScopeColumn[]): ScopeColumn | undefined {
  const alias = wanted.name.toLowerCase()
  const matches = candidates.filter(column => column.alias === alias && !column.qualifiedOnly)
  if (matches.length > 1) throw ambiguous(wanted, matches)
  return matches[0]
}

export function columnsOfTable(table: Identifier, scope: Scope): readonly ScopeColumn[] {
  const [qualifier] = findByName(table, qualifiersOf(scope), text => text)
  return qualifier === undefined ? [] : scope.columns.filter(column => column.qualifier === qualifier)
}

function onlyOne(wanted: Identifier, candidates: readonly ScopeColumn[]): ScopeColumn | undefined {
  const matches = findByName(wanted, candidates, column => column.name)
  if (matches.length > 1) throw ambiguous(wanted, matches)
  return matches[0]
}

function ambiguous(wanted: Identifier, matches: readonly ScopeColumn[]): Error {
  const names = matches.map(column => `"${describeColumn(column)}"`).join(' or ')
  return planError(`Column "${wanted.name}" is ambiguous: it could be ${names}. Write the table's name before it.`, wanted.span)
}

/** Why a name was not found: the table, or the column, and what comes near. */
export function unknownName(name: QualifiedName, scope: Scope): Error {
  const [first, second] = name.parts
  if (first && second) {
    const columns = columnsOfTable(first, scope)
    const table = columns[0]?.qualifier
    if (table !== undefined) return unknownColumn(second, { columns, table })
    // Perhaps of a table of an outer query, which the statement is asked again for: see row-ids.ts.
    if (second.name.toLowerCase() === 'rowid') return unknownColumn(second, { columns: [], table: first.name })
    const tables = qualifiersOf(scope)
    return planError(`Table "${first.name}" not found in FROM.${didYouMean(first.name, tables)}`, first.span)
  }
  const [table, ...others] = qualifiersOf(scope)
  const wanted = first ?? { name: '', quoted: false, span: name.span }
  return unknownColumn(wanted, { columns: scope.columns, table: others.length === 0 ? table : undefined })
}

function unknownColumn(wanted: Identifier, among: { readonly columns: readonly ScopeColumn[]; readonly table: string | undefined }): Error {
  const place = among.table === undefined ? '' : ` in table "${among.table}"`
  const names = among.columns.map(column => column.name)
  return planError(`Column "${wanted.name}" not found${place}.${didYouMean(wanted.name, names)}`, wanted.span)
}

function describeColumn(column: ScopeColumn): string {
  return column.qualifier === undefined ? column.name : `${column.qualifier}.${column.name}`
}
