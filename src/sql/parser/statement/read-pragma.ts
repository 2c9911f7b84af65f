/** PRAGMA, CHECKPOINT, ANALYZE and VACUUM: what sets an option is SET; what asks an engine to check itself or to tidy up has nothing to do here. */
import { QueryError } from '../../../common/errors.ts'
import type { Statement } from '../../ast/statement.ts'
import type { TokenCursor } from '../token-cursor.ts'
import { readOptionName } from './read-option-name.ts'

/** Checks, profiles and progress bars of the engines that have them. */
const WITHOUT_EFFECT =
  /^((enable|disable)_(verification|verify_\w+|profiling|profile|progress_bar|print_progress_bar|object_cache|optimizer|checkpoint_on_shutdown)|verify_\w+|force_checkpoint|integrity_check)$/

/** `PRAGMA name = value` and `PRAGMA name value` set an option. */
export function readPragma(cursor: TokenCursor): Statement {
  const { start } = cursor
  cursor.advance()
  const at = cursor.start
  const name = readOptionName(cursor, 'a name after PRAGMA')
  if (cursor.acceptSymbol('=')) return { kind: 'set', name, value: cursor.readExpression(), variable: false, span: cursor.span(start) }
  const ends = cursor.atEnd || cursor.isSymbol(';')
  if (ends && name === 'show_tables') return { kind: 'show', what: 'tables', span: cursor.span(start) }
  if (ends && WITHOUT_EFFECT.test(name)) return { kind: 'maintenance', span: cursor.span(start) }
  const hint = name === 'table_info' ? ' Use DESCRIBE.' : ' SHOW ALL lists the options that can be set.'
  throw new QueryError('NOT_IMPLEMENTED', `There is no PRAGMA ${name}.${hint}`, { sqlOffset: at })
}

/** CHECKPOINT, ANALYZE [table], VACUUM [ANALYZE] [table]: tables in memory keep no files and no statistics. */
export function readMaintenance(cursor: TokenCursor): Statement {
  const { start } = cursor
  cursor.advance()
  while (!cursor.atEnd && !cursor.isSymbol(';')) cursor.advance()
  return { kind: 'maintenance', span: cursor.span(start) }
}
