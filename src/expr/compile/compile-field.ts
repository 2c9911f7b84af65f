/** A struct's field: NULL where the struct is. */
import { QueryError } from '../../common/errors.ts'
import { commonValidity, withValidity } from '../../kernels/boolean-column.ts'
import type { Expr } from '../expr.ts'
import { typeOf } from '../type-of.ts'
import type { Compiler, Evaluate } from './compiler.ts'

export function compileField(expr: Expr & { readonly kind: 'field' }, compiler: Compiler): Evaluate {
  const operand = compiler.compile(expr.operand)
  const type = typeOf(expr.operand)
  const index = type.kind === 'struct' ? type.fields.findIndex(field => field.name === expr.name) : -1
  return batch => {
    const struct = operand(batch)
    const child = struct.children?.[index]
    if (!child)
      throw new QueryError('INTERNAL', `There is no field "${expr.name}" in this ${type.kind}. This is a bug in locusql; please report it.`)
    return struct.validity ? withValidity(child, commonValidity([struct, child], struct.length)) : child
  }
}
