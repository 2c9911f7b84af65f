/** Type names: DECIMAL(10, 2), INT[], STRUCT(a INT), DOUBLE PRECISION, TIMESTAMP WITH TIME ZONE. Whether the type exists is the binder's question. */
import { QueryError } from '../../common/errors.ts'
import type { Identifier, TypeName } from '../ast/identifier.ts'
import { tokenKind } from '../lexer/token-kind.ts'
import { readList } from './read-list.ts'
import { readIdentifier, startsName } from './read-name.ts'
import type { TokenCursor } from './token-cursor.ts'

export function readTypeName(cursor: TokenCursor): TypeName {
  const outer = cursor.enter()
  const start = cursor.start
  const base = readBaseType(cursor)
  const arrayDepth = readArrayDepth(cursor)
  cursor.leave(outer)
  return { ...base, arrayDepth, span: cursor.span(start) }
}

/** The words of a type name that has more than one, after its first. */
const zoned = ['with time zone', 'without time zone']

const furtherWords: ReadonlyMap<string, readonly string[]> = new Map([
  ['double', ['precision']],
  ['character', ['varying']],
  ['char', ['varying']],
  ['bit', ['varying']],
  ['timestamp', zoned],
  ['time', zoned],
  ...['tinyint', 'smallint', 'int', 'integer', 'bigint'].map((word): [string, readonly string[]] => [word, ['unsigned']]),
])

function readBaseType(cursor: TokenCursor): Omit<TypeName, 'arrayDepth' | 'span'> {
  if (!startsName(cursor)) cursor.fail('a type name, as in INTEGER or VARCHAR')
  const first = cursor.word
  const words = [readIdentifier(cursor, 'a type name').name.toUpperCase()]
  if ((first === 'struct' || first === 'row') && cursor.isSymbol('(')) {
    return { name: 'STRUCT', parameters: [], fields: readFields(cursor) }
  }
  const takeFurther = () => {
    const further = furtherWords.get(first)?.find(candidate => cursor.acceptWords(...candidate.split(' ')))
    if (further !== undefined) words.push(further.toUpperCase())
    return further !== undefined
  }
  const further = takeFurther()
  const parameters = cursor.isSymbol('(') ? readParameters(cursor) : []
  if (!further) takeFurther() // TIMESTAMP(3) WITH TIME ZONE
  return { name: words.join(' '), parameters }
}

function readFields(cursor: TokenCursor): readonly { readonly name: Identifier; readonly type: TypeName }[] {
  cursor.advance()
  const fields = readList(cursor, () => ({ name: readIdentifier(cursor, 'a field name'), type: readTypeName(cursor) }))
  cursor.expectSymbol(')', 'after the fields of the type')
  return fields
}

function readParameters(cursor: TokenCursor): readonly number[] {
  cursor.advance()
  const parameters = readList(cursor, () => readWholeNumber(cursor))
  cursor.expectSymbol(')', 'after the parameters of the type')
  return parameters
}

function readWholeNumber(cursor: TokenCursor): number {
  if (cursor.kind !== tokenKind.number) cursor.fail('a whole number')
  const value = Number(cursor.value)
  if (!Number.isSafeInteger(value)) throw new QueryError('SQL', `${cursor.value} is not a whole number.`, { sqlOffset: cursor.start })
  cursor.advance()
  return value
}

/** INT[], INT[][], INT ARRAY. A length, as in INT[3], is read and not enforced, as in PostgreSQL. */
function readArrayDepth(cursor: TokenCursor): number {
  let depth = 0
  for (;;) {
    const bracket = cursor.isSymbol('[')
    if (!bracket && !(depth === 0 && cursor.isWord('array'))) return depth
    cursor.advance()
    depth++
    if (!bracket) continue
    if (cursor.kind === tokenKind.number) readWholeNumber(cursor)
    cursor.expectSymbol(']', 'to close the array type')
  }
}
