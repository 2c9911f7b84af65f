/** Set operations in the order in which they are written, as SQLite takes them: each over all that stands before it. */
import type { QueryBody } from '../ast/query.ts'

type SetOperation = Extract<QueryBody, { readonly kind: 'set-operation' }>
type Operator = Pick<SetOperation, 'operation' | 'all' | 'byName'>

/** `a UNION b INTERSECT c`, read as `a UNION (b INTERSECT c)`, becomes `(a UNION b) INTERSECT c`. Written parentheses stay. */
export function inTurn(node: SetOperation): SetOperation {
  const [, ...others] = node.inputs
  if (!others.some(input => input.kind === 'set-operation')) return node
  const terms: QueryBody[] = []
  const operators: Operator[] = []
  flatten(node, { terms, operators })
  let [body] = terms
  for (const [i, operator] of operators.entries()) {
    const term = terms[i + 1]
    if (body === undefined || term === undefined) break
    body = { kind: 'set-operation', ...operator, inputs: [body, term], span: { start: body.span.start, end: term.span.end } }
  }
  return body?.kind === 'set-operation' ? body : node
}

function flatten(body: QueryBody, into: { readonly terms: QueryBody[]; readonly operators: Operator[] }): void {
  if (body.kind !== 'set-operation') {
    into.terms.push(body)
    return
  }
  const { operation, all, byName } = body
  for (const [i, input] of body.inputs.entries()) {
    if (i > 0) into.operators.push({ operation, all, byName })
    flatten(input, into)
  }
}
