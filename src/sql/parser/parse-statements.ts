/** SQL text to statements: tokens, then the rules of `statement/`, `query/` and `expression/`. */
import type { Statement } from '../ast/statement.ts'
import { clauseWords } from '../keywords.ts'
import { tokenize } from '../lexer/tokenize.ts'
import { grammar } from './grammar.ts'
import { readStatement } from './statement/read-statement.ts'
import { TokenCursor } from './token-cursor.ts'

/** The statements of a text, separated by semicolons; none for an empty text or one of comments. Spans are offsets into the whole text. */
export function parseStatements(text: string): readonly Statement[] {
  const cursor = new TokenCursor(text, tokenize(text), grammar)
  const statements: Statement[] = []
  for (;;) {
    while (cursor.acceptSymbol(';'));
    if (cursor.atEnd) return statements
    cursor.resetParameters()
    statements.push(readStatement(cursor))
    if (!cursor.atEnd && !cursor.isSymbol(';')) cursor.fail('the end of the statement', { candidates: clauseWords })
  }
}
