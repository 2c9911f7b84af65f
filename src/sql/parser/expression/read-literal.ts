/** Literals: numbers, strings (also continued on the next line), binary, parameters. */
import { QueryError } from '../../../common/errors.ts'
import type { Expression } from '../../ast/expression.ts'
import { tokenKind } from '../../lexer/token-kind.ts'
import type { TokenCursor } from '../token-cursor.ts'

/** Undefined where the token here is no literal. */
export function readLiteral(cursor: TokenCursor): Expression | undefined {
  const { kind, start } = cursor
  const span = { start, end: cursor.end }
  if (cursor.isString) return { kind: 'string', value: readString(cursor), span: cursor.span(start) }
  if (kind === tokenKind.number) return { kind: 'number', text: takeValue(cursor), span }
  if (kind === tokenKind.binary) return { kind: 'binary', hex: takeValue(cursor), span }
  if (kind === tokenKind.placeholder || kind === tokenKind.numberedParameter) {
    return { kind: 'parameter', index: readParameterIndex(cursor), span }
  }
  return undefined
}

function takeValue(cursor: TokenCursor): string {
  const { value } = cursor
  cursor.advance()
  return value
}

/** Strings with nothing but white space and a line break between them are one string, as the SQL standard says. */
export function readString(cursor: TokenCursor): string {
  const parts = [takeValue(cursor)]
  while (cursor.kind === tokenKind.string && cursor.text.slice(cursor.previousEnd, cursor.start).includes('\n')) {
    parts.push(takeValue(cursor))
  }
  return parts.join('')
}

const MAX_PARAMETERS = 65_535 // as in PostgreSQL's protocol: $4294967295 must not make anyone allocate a list

function readParameterIndex(cursor: TokenCursor): number {
  const { parameters, start } = cursor
  if (cursor.kind === tokenKind.placeholder ? parameters.numbered : parameters.placeholders > 0) {
    throw new QueryError('SQL', 'A statement takes either ? or $1 as parameters, not both.', { sqlOffset: start })
  }
  const index = cursor.kind === tokenKind.placeholder ? parameters.placeholders++ : Number(cursor.value.slice(1)) - 1
  parameters.numbered = cursor.kind === tokenKind.numberedParameter
  if (index < 0 || index >= MAX_PARAMETERS) {
    throw new QueryError('SQL', `Parameters are numbered from $1 to $${MAX_PARAMETERS}.`, { sqlOffset: start })
  }
  cursor.advance()
  return index
}
