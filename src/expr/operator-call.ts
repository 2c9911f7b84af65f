/** Prints the calls that SQL writes as operators: `-x`, `a || b`, `[1, 2]`, `x[1]`, `{'a': 1}`, `a IS DISTINCT FROM b`. */
import type { Expr } from './expr.ts'
import { precedence } from './precedence.ts'

type Call = Expr & { readonly kind: 'call' }

/** `inside` prints an operand, in parentheses where it binds less tightly than the level. Undefined: an ordinary call. */
export function operatorCall(expr: Call, inside: (operand: Expr, level: number) => string): string | undefined {
  const [first, second, third] = expr.args
  const list = () => expr.args.map(arg => inside(arg, 0)).join(', ')
  switch (expr.name) {
    case 'negate':
      return first && minus(inside(first, precedence.unary))
    case 'bit_not':
      return first && `~${inside(first, precedence.unary)}`
    case '||':
      return expr.args.map((arg, i) => inside(arg, i === 0 ? precedence.other : precedence.other + 1)).join(' || ')
    case 'list_value':
      return `[${list()}]`
    case 'struct_pack':
      return structPack(expr, inside)
    case 'list_element':
      return first && second && `${inside(first, precedence.postfix)}[${inside(second, 0)}]`
    case 'list_slice':
      return first && second && third && `${inside(first, precedence.postfix)}[${inside(second, 0)}:${inside(third, 0)}]`
    case 'is_distinct_from':
      return first && second && `${inside(first, precedence.is + 1)} IS DISTINCT FROM ${inside(second, precedence.is + 1)}`
    case 'is_not_distinct_from':
      return first && second && `${inside(first, precedence.is + 1)} IS NOT DISTINCT FROM ${inside(second, precedence.is + 1)}`
    default:
      return undefined
  }
}

/** `--` would start a comment. */
function minus(operand: string): string {
  return operand.startsWith('-') ? `-(${operand})` : `-${operand}`
}

function structPack(expr: Call, inside: (operand: Expr, level: number) => string): string {
  const fields = expr.type.kind === 'struct' ? expr.type.fields : []
  const parts = expr.args.map((arg, i) => `'${(fields[i]?.name ?? '').replaceAll("'", "''")}': ${inside(arg, 0)}`)
  return `{${parts.join(', ')}}`
}
