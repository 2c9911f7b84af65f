/** An expression of PostgreSQL's own parse tree with every operator in parentheses, in the spelling of `show-expression.ts`. */

// The parse tree is untyped JSON: { "A_Expr": { … } }, one key a node.
type Node = Readonly<Record<string, any>>

export function showPostgres(node: Node): string {
  const show = showPostgres
  const [kind, body] = Object.entries(node)[0] ?? ['', {}]
  switch (kind) {
    case 'ColumnRef':
      return body.fields.map(showPart).join('.')
    case 'A_Const':
      return showConstant(body)
    case 'BoolExpr':
      if (body.boolop === 'NOT_EXPR') return `(NOT ${show(body.args[0])})`
      return `(${body.args.map(show).join(body.boolop === 'AND_EXPR' ? ' AND ' : ' OR ')})`
    case 'NullTest':
      return `(${show(body.arg)} IS ${body.nulltesttype === 'IS_NULL' ? '' : 'NOT '}NULL)`
    case 'BooleanTest':
      return `(${show(body.arg)} ${body.booltesttype.replaceAll('_', ' ')})`
    case 'TypeCast':
      return `(${show(body.arg)}::${body.typeName.names.map(showPart).at(-1).toUpperCase()})`
    case 'A_Indirection':
      return body.indirection.reduce((text: string, index: Node) => `${text}[${show(index.A_Indices.uidx)}]`, show(body.arg))
    case 'FuncCall':
      return `${body.funcname.map(showPart).at(-1)}(${(body.args ?? []).map(show).join(', ')})`
    case 'CaseExpr': {
      const branches = body.args.map(({ CaseWhen }: Node) => `WHEN ${show(CaseWhen.expr)} THEN ${show(CaseWhen.result)}`)
      return `(CASE ${branches.join(' ')}${body.defresult ? ` ELSE ${show(body.defresult)}` : ''} END)`
    }
    case 'A_Expr':
      return showOperator(body)
    default:
      throw new Error(`not shown: ${JSON.stringify(node).slice(0, 200)}`)
  }
}

function showPart(part: Node): string {
  return part.String.sval
}

function showConstant(constant: Node): string {
  if (constant.isnull) return 'NULL'
  if (constant.boolval) return constant.boolval.boolval ? 'TRUE' : 'FALSE'
  if (constant.sval) return `'${constant.sval.sval ?? ''}'`
  return String(constant.fval?.fval ?? constant.ival?.ival ?? 0)
}

const likes: Readonly<Record<string, string>> = {
  '~~': 'like',
  '!~~': 'NOT like',
  '~~*': 'ilike',
  '!~~*': 'NOT ilike',
  '~': 'regex',
  '!~': 'NOT regex',
  '~*': 'regex-insensitive',
  '!~*': 'NOT regex-insensitive',
}

function showOperator(body: Node): string {
  const show = showPostgres
  const op: string = body.name.map(showPart).join('.')
  const right = body.rexpr
  if (body.lexpr === undefined) return `(${op} ${show(right)})`
  const left = show(body.lexpr)
  const list = (): string[] => right.List.items.map(show)
  switch (body.kind) {
    case 'AEXPR_OP':
      return `(${left} ${likes[op] ?? op} ${show(right)})`
    case 'AEXPR_IN':
      return `(${left} ${op === '=' ? '' : 'NOT '}IN (${list().join(', ')}))`
    case 'AEXPR_LIKE':
    case 'AEXPR_ILIKE':
      return `(${left} ${likes[op]} ${showPattern(right)})`
    case 'AEXPR_SIMILAR':
      return `(${left} ${op === '~' ? '' : 'NOT '}similar ${showPattern(right)})`
    case 'AEXPR_BETWEEN':
    case 'AEXPR_NOT_BETWEEN':
    case 'AEXPR_BETWEEN_SYM':
    case 'AEXPR_NOT_BETWEEN_SYM':
      return `(${left} ${op} ${list().join(' AND ')})`
    case 'AEXPR_DISTINCT':
      return `(${left} IS DISTINCT FROM ${show(right)})`
    case 'AEXPR_NOT_DISTINCT':
      return `(${left} IS NOT DISTINCT FROM ${show(right)})`
    case 'AEXPR_OP_ANY':
      return `(${left} ${op} ANY (${show(right)}))`
    case 'AEXPR_OP_ALL':
      return `(${left} ${op} ALL (${show(right)}))`
    default:
      throw new Error(`not shown: ${body.kind}`)
  }
}

/** The pattern of LIKE and SIMILAR TO is wrapped in a function call where it has an ESCAPE, that of SIMILAR TO always. */
function showPattern(pattern: Node): string {
  const call = pattern.FuncCall
  const name = call?.funcname.map(showPart).at(-1)
  if (name !== 'like_escape' && name !== 'similar_to_escape') return showPostgres(pattern)
  return call.args.map(showPostgres).join(' ESCAPE ')
}
