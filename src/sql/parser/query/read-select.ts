/** SELECT … FROM … WHERE … GROUP BY … HAVING … WINDOW … QUALIFY, also with FROM first. */
import type { Expression } from '../../ast/expression.ts'
import type { Select, SelectItem, TableReference } from '../../ast/query.ts'
import { readWindowSpecification } from '../expression/read-window.ts'
import { readList } from '../read-list.ts'
import { readIdentifier } from '../read-name.ts'
import type { TokenCursor } from '../token-cursor.ts'
import { readGroupBy } from './read-group-by.ts'
import { readSelectItems } from './read-select-items.ts'
import { readTableReferences } from './read-table-reference.ts'

type Head = Pick<Select, 'distinct' | 'distinctOn' | 'items'>

/** At SELECT or FROM. */
export function readSelect(cursor: TokenCursor): Select {
  const { start } = cursor
  const fromFirst = cursor.acceptWord('from') ? readTableReferences(cursor) : undefined
  const head = cursor.acceptWord('select') ? readHead(cursor) : everything(start)
  const from = fromFirst ?? readFrom(cursor)
  const where = cursor.acceptWord('where') ? cursor.readExpression() : undefined
  const groupBy = readGroupBy(cursor)
  const having = cursor.acceptWord('having') ? cursor.readExpression() : undefined
  const { windows, qualify } = readWindowsAndQualify(cursor)
  return {
    kind: 'select',
    ...head,
    from,
    ...(where && { where }),
    groupBy,
    ...(having && { having }),
    windows,
    ...(qualify && { qualify }),
    span: cursor.span(start),
  }
}

function readFrom(cursor: TokenCursor): readonly TableReference[] {
  return cursor.acceptWord('from') ? readTableReferences(cursor) : []
}

/** `FROM t` alone is SELECT *. */
function everything(start: number): Head {
  const span = { start, end: start }
  const star: SelectItem = { expression: { kind: 'star', exclude: [], replace: [], rename: [], span }, span }
  return { distinct: false, distinctOn: [], items: [star] }
}

function readHead(cursor: TokenCursor): Head {
  const distinct = cursor.acceptWord('distinct')
  if (!distinct) cursor.acceptWord('all')
  const distinctOn = distinct && cursor.isWord('on') && cursor.peek(1) === '(' ? readDistinctOn(cursor) : []
  return { distinct, distinctOn, items: readSelectItems(cursor) }
}

function readDistinctOn(cursor: TokenCursor): readonly Expression[] {
  cursor.advance()
  cursor.advance()
  const expressions = readList(cursor, inner => inner.readExpression())
  cursor.expectSymbol(')', 'to close DISTINCT ON')
  return expressions
}

/** In either order, each once. */
function readWindowsAndQualify(cursor: TokenCursor): Pick<Select, 'windows'> & { readonly qualify: Expression | undefined } {
  let qualify = cursor.acceptWord('qualify') ? cursor.readExpression() : undefined
  const windows = cursor.acceptWord('window') ? readList(cursor, readNamedWindow) : []
  if (qualify === undefined && cursor.acceptWord('qualify')) qualify = cursor.readExpression()
  return { windows, qualify }
}

function readNamedWindow(cursor: TokenCursor): Select['windows'][number] {
  const name = readIdentifier(cursor, 'a name for the window')
  cursor.expectWord('as', 'after the name of the window')
  return { name, specification: readWindowSpecification(cursor) }
}
