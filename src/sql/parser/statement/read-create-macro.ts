/** CREATE MACRO | FUNCTION [IF NOT EXISTS] name(a, b := 1) AS expression | AS TABLE query. */
import type { Macro } from '../../ast/macro.ts'
import type { Statement } from '../../ast/statement.ts'
import { readIdentifier, readQualifiedName } from '../read-name.ts'
import { startsQuery } from '../starts-query.ts'
import type { TokenCursor } from '../token-cursor.ts'
import type { CreateHead } from './create-head.ts'

/** Behind the word. */
export function readCreateMacro(cursor: TokenCursor, { start, orReplace }: CreateHead): Statement {
  const ifNotExists = cursor.acceptWords('if', 'not', 'exists')
  const name = readQualifiedName(cursor, 'a name for the macro')
  const parameters = readParameters(cursor)
  cursor.expectWord('as', 'after the parameters of the macro')
  const body = readBody(cursor)
  const macro: Macro = { name: name.parts.at(-1)?.name ?? '', parameters, body }
  return { kind: 'create-macro', macro, orReplace, ifNotExists, span: cursor.span(start) }
}

function readParameters(cursor: TokenCursor): Macro['parameters'] {
  cursor.expectSymbol('(', 'before the parameters of the macro')
  const parameters: Macro['parameters'][number][] = []
  while (!cursor.isSymbol(')')) {
    const { name } = readIdentifier(cursor, 'a parameter of the macro')
    const hasValue = cursor.acceptSymbol(':=') || cursor.acceptSymbol('=>')
    parameters.push(hasValue ? { name, value: cursor.readExpression() } : { name })
    if (!cursor.acceptSymbol(',')) break
  }
  cursor.expectSymbol(')', 'after the parameters of the macro')
  return parameters
}

function readBody(cursor: TokenCursor): Macro['body'] {
  if (cursor.isWord('table') && cursor.peek(1) !== '') {
    cursor.advance()
    return { query: cursor.readQuery() }
  }
  if (startsQuery(cursor)) return { query: cursor.readQuery() }
  return { expression: cursor.readExpression() }
}
