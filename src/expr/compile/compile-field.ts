/** A struct's field: NULL where the struct is. */
import { QueryError } from '../../common/errors.ts'
import { commonValidity, withValidity } from '../../kernels/boolean-column.ts'
import type { Expr } from '../expr.ts'
import type { Compiler, Evaluate } from './compiler.ts'

export function compileField(expr: Expr & { readonly kind: 'field' }, compiler: Compiler): Evaluate {
  const operand = compiler.compile(expr.operand)
  return batch => {
    const struct = operand(batch)
    // By the name, in the column that came: a table may give more fields of a struct than a scan asked for.
    const { type } = struct
    const index = type.kind === 'struct' ? type.fields.findIndex(field => field.name === expr.name) : -1
    const child = struct.children?.[index]
    if (!child)
      throw new QueryError('INTERNAL', `There is no field "${expr.name}" in this ${type.kind}. This is a bug in locusql; please report it.`)
    return struct.validity ? withValidity(child, commonValidity([struct, child], struct.length)) : child
  }
}
