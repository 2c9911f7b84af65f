/** One kind of written expression, by its name. */
import type { Expression } from '../ast/expression.ts'

export type ExpressionOf<Kind extends Expression['kind']> = Extract<Expression, { readonly kind: Kind }>
