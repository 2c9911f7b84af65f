/** Options in parentheses: `info_fields 'AF,DP'`, `FORMAT vcf`, `HEADER true`, `index = csi`, `'format.delimiter' ','`. */
import type { NamedOption } from '../../ast/statement.ts'
import { tokenKind } from '../../lexer/token-kind.ts'
import { readString } from '../expression/read-literal.ts'
import { readList } from '../read-list.ts'
import { readLabel } from '../read-name.ts'
import type { TokenCursor } from '../token-cursor.ts'

/** At "(". No options are allowed too. */
export function readNamedOptions(cursor: TokenCursor, statement: string): readonly NamedOption[] {
  cursor.expectSymbol('(', `before the options of ${statement}`)
  if (cursor.acceptSymbol(')')) return []
  const options = readList(cursor, readNamedOption)
  cursor.expectSymbol(')', `after the options of ${statement}`)
  return options
}

function readNamedOption(cursor: TokenCursor): NamedOption {
  const { start } = cursor
  const name = readName(cursor)
  if (!cursor.acceptSymbol('=')) cursor.acceptSymbol('=>')
  const value = readValue(cursor)
  return { name, value, span: cursor.span(start) }
}

function readName(cursor: TokenCursor): string {
  if (cursor.isString) return readString(cursor).toLowerCase()
  const parts = [readLabel(cursor, 'the name of an option').name]
  while (cursor.acceptSymbol('.')) parts.push(readLabel(cursor, 'a name after "."').name)
  return parts.join('.').toLowerCase()
}

/** A single word stays a word, whatever it is: FORMAT vcf, HEADER on. Nothing at all is `true`. */
function readValue(cursor: TokenCursor): NamedOption['value'] {
  if (cursor.isSymbol(',') || cursor.isSymbol(')')) return true
  const next = cursor.peek(1)
  const single = next === ',' || next === ')'
  if (cursor.kind !== tokenKind.word || !single || literalWords.has(cursor.word)) return cursor.readExpression()
  const { start } = cursor
  const word = readLabel(cursor, 'a value').name
  return { kind: 'word', word, span: cursor.span(start) }
}

const literalWords: ReadonlySet<string> = new Set(['true', 'false', 'null'])
