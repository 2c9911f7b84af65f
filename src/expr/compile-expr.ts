/** Turns an expression into a function from batches to columns: vectorised kernels, chosen once. */
import type { Batch } from '../columnar/batch.ts'
import type { Column } from '../columnar/column.ts'
import { QueryError } from '../common/errors.ts'
import type { FunctionRegistry } from '../functions/function-registry.ts'
import { isNullColumn, notColumn } from '../kernels/logic.ts'
import { childrenOf } from './children-of.ts'
import { compileArithmetic } from './compile/compile-arithmetic.ts'
import { compileCall } from './compile/compile-call.ts'
import { compileCase } from './compile/compile-case.ts'
import { compileCast } from './compile/compile-cast.ts'
import { compileCompare } from './compile/compile-compare.ts'
import { compileLiteral, foldConstant } from './compile/compile-constant.ts'
import { compileField } from './compile/compile-field.ts'
import { compileInList } from './compile/compile-in-list.ts'
import { compileLike } from './compile/compile-like.ts'
import { compileLogic } from './compile/compile-logic.ts'
import type { ColumnResolver, Compiler, Evaluate } from './compile/compiler.ts'
import type { Expr } from './expr.ts'
import { isConstant } from './is-constant.ts'
import { typeOf } from './type-of.ts'

export type { ColumnResolver } from './compile/compiler.ts'

/** The column that comes back has the type `typeOf(expr)` and a row for each row of the batch. */
export function compileExpr(expr: Expr, resolve: ColumnResolver, functions: FunctionRegistry): (batch: Batch) => Column {
  return createCompiler(resolve, functions).compile(expr)
}

export function createCompiler(
  resolve: ColumnResolver,
  functions: FunctionRegistry,
  parameters: ReadonlyMap<number, number> = new Map(),
): Compiler {
  const compiler: Compiler = {
    functions,
    resolve,
    parameters,
    compile: inner => compileNode(inner, compiler),
    columnIndexes: inner => collectIndexes(inner, compiler, new Set()),
    inside: lambda => createCompiler(lambda.resolve, functions, lambda.parameters),
  }
  return compiler
}

function compileNode(expr: Expr, compiler: Compiler): Evaluate {
  if (expr.kind === 'literal') return compileLiteral(expr)
  const evaluate = compileKind(expr, compiler)
  return isConstant(expr) ? foldConstant(typeOf(expr), evaluate) : evaluate
}

function compileKind(expr: Exclude<Expr, { readonly kind: 'literal' }>, compiler: Compiler): Evaluate {
  switch (expr.kind) {
    case 'column':
      return compileColumn(expr, compiler)
    case 'field':
      return compileField(expr, compiler)
    case 'compare':
      return compileCompare(expr, compiler)
    case 'arithmetic':
      return compileArithmetic(expr, compiler)
    case 'and':
    case 'or':
      return compileLogic(expr.kind, expr.operands, compiler)
    case 'not': {
      const operand = compiler.compile(expr.operand)
      return batch => notColumn(operand(batch))
    }
    case 'is-null': {
      const operand = compiler.compile(expr.operand)
      return batch => isNullColumn(operand(batch))
    }
    case 'in-list':
      return compileInList(expr, compiler)
    case 'like':
      return compileLike(expr, compiler)
    case 'cast':
      return compileCast(expr, compiler)
    case 'case':
      return compileCase(expr, compiler)
    case 'call':
      return compileCall(expr, compiler)
    case 'lambda-parameter':
      return compileColumnAt(compiler.parameters.get(expr.id) ?? -1, expr.name)
    case 'lambda':
    case 'aggregate':
    case 'window':
    case 'parameter':
    case 'outer-column':
    case 'subquery':
      throw new QueryError('INTERNAL', `A ${expr.kind} reached evaluation. This is a bug in locusql; please report it.`)
  }
}

function compileColumn(expr: Expr & { readonly kind: 'column' }, compiler: Compiler): Evaluate {
  return compileColumnAt(compiler.resolve(expr), expr.name)
}

function compileColumnAt(index: number, name: string): Evaluate {
  return batch => {
    const column = batch.columns[index]
    if (!column) throw new QueryError('INTERNAL', `Column "${name}" is not in its batch. This is a bug in locusql; please report it.`)
    return column
  }
}

/** Parameters of lambdas inside the expression are not among those that the compiler knows. */
function collectIndexes(expr: Expr, compiler: Pick<Compiler, 'resolve' | 'parameters'>, found: Set<number>): ReadonlySet<number> {
  const parameter = expr.kind === 'lambda-parameter' ? compiler.parameters.get(expr.id) : undefined
  if (parameter !== undefined) found.add(parameter)
  else if (expr.kind === 'column') found.add(compiler.resolve(expr))
  else for (const child of childrenOf(expr)) collectIndexes(child, compiler, found)
  return found
}
