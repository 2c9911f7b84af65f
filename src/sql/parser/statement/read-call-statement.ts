/** CALL register_vcf('calls.vcf.gz', 'calls', info_fields => ['AF']). */
import type { Statement } from '../../ast/statement.ts'
import { readArguments } from '../expression/read-call.ts'
import { readQualifiedName } from '../read-name.ts'
import type { TokenCursor } from '../token-cursor.ts'

export function readCallStatement(cursor: TokenCursor): Statement {
  const { start } = cursor
  cursor.advance()
  const name = readQualifiedName(cursor, 'the name of a procedure after CALL')
  if (!cursor.isSymbol('(')) cursor.fail('"(" and the arguments of the procedure')
  const { args, named, star, distinct, orderBy, ignoreNulls } = readArguments(cursor)
  if (star || distinct || ignoreNulls || orderBy.length > 0) cursor.fail('plain arguments in CALL')
  return { kind: 'call', name, args, named, span: cursor.span(start) }
}
