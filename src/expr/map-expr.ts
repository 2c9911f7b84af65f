/** Rewrites an expression bottom-up: `change` sees every node after its children. Unchanged parts stay the same objects. */
import type { Expr, FrameBound, SortKey } from './expr.ts'

type Change = (expr: Expr) => Expr

export function mapExpr(expr: Expr, change: Change): Expr {
  return change(mapChildren(expr, child => mapExpr(child, change)))
}

/** Rewrites only the expressions directly inside `expr`. */
export function mapChildren(expr: Expr, change: Change): Expr {
  switch (expr.kind) {
    case 'column':
    case 'literal':
    case 'parameter':
    case 'outer-column':
    case 'lambda-parameter':
      return expr
    case 'field':
    case 'not':
    case 'is-null':
    case 'cast': {
      const operand = change(expr.operand)
      return operand === expr.operand ? expr : { ...expr, operand }
    }
    case 'lambda': {
      const body = change(expr.body)
      return body === expr.body ? expr : { ...expr, body }
    }
    case 'compare':
    case 'arithmetic': {
      const left = change(expr.left)
      const right = change(expr.right)
      return left === expr.left && right === expr.right ? expr : { ...expr, left, right }
    }
    case 'and':
    case 'or': {
      const operands = mapList(expr.operands, change)
      return operands === expr.operands ? expr : { ...expr, operands }
    }
    case 'in-list': {
      const operand = change(expr.operand)
      const list = mapList(expr.list, change)
      return operand === expr.operand && list === expr.list ? expr : { ...expr, operand, list }
    }
    case 'like': {
      const operand = change(expr.operand)
      const pattern = change(expr.pattern)
      return operand === expr.operand && pattern === expr.pattern ? expr : { ...expr, operand, pattern }
    }
    case 'call':
    case 'subquery': {
      const args = mapList(expr.args, change)
      return args === expr.args ? expr : { ...expr, args }
    }
    case 'case':
      return mapCase(expr, change)
    case 'aggregate':
      return mapAggregate(expr, change)
    case 'window':
      return mapWindow(expr, change)
  }
}

function mapCase(expr: Expr & { readonly kind: 'case' }, change: Change): Expr {
  const branches = mapList(expr.branches, branch => {
    const when = change(branch.when)
    const result = change(branch.then)
    return when === branch.when && result === branch.then ? branch : { when, then: result }
  })
  if (!expr.otherwise) return branches === expr.branches ? expr : { ...expr, branches }
  const otherwise = change(expr.otherwise)
  return branches === expr.branches && otherwise === expr.otherwise ? expr : { ...expr, branches, otherwise }
}

function mapAggregate(expr: Expr & { readonly kind: 'aggregate' }, change: Change): Expr {
  let mapped = expr
  const args = mapList(expr.args, change)
  if (args !== expr.args) mapped = { ...mapped, args }
  const filter = expr.filter && change(expr.filter)
  if (filter && filter !== expr.filter) mapped = { ...mapped, filter }
  const orderBy = expr.orderBy && mapKeys(expr.orderBy, change)
  if (orderBy && orderBy !== expr.orderBy) mapped = { ...mapped, orderBy }
  return mapped
}

function mapWindow(expr: Expr & { readonly kind: 'window' }, change: Change): Expr {
  const call = change(expr.call)
  const partitionBy = mapList(expr.partitionBy, change)
  const orderBy = mapKeys(expr.orderBy, change)
  const start = mapBound(expr.frame.start, change)
  const end = mapBound(expr.frame.end, change)
  const sameFrame = start === expr.frame.start && end === expr.frame.end
  if (call === expr.call && partitionBy === expr.partitionBy && orderBy === expr.orderBy && sameFrame) return expr
  return { ...expr, call, partitionBy, orderBy, frame: sameFrame ? expr.frame : { ...expr.frame, start, end } }
}

function mapBound(bound: FrameBound, change: Change): FrameBound {
  if (!('by' in bound)) return bound
  const by = change(bound.by)
  return by === bound.by ? bound : { ...bound, by }
}

function mapKeys(keys: readonly SortKey[], change: Change): readonly SortKey[] {
  return mapList(keys, key => {
    const expr = change(key.expr)
    return expr === key.expr ? key : { ...key, expr }
  })
}

/** The same array when no item changed. */
function mapList<Item>(items: readonly Item[], change: (item: Item) => Item): readonly Item[] {
  let changed = false
  const mapped = items.map(item => {
    const next = change(item)
    if (next !== item) changed = true
    return next
  })
  return changed ? mapped : items
}
