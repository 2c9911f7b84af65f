/** A token in the words of an error message: "FORM", the string 'abc…', the end of the text. */
import { reservedWords } from '../keywords.ts'
import { tokenKind } from '../lexer/token-kind.ts'
import type { TokenText } from '../lexer/token-value.ts'

const SHOWN_CHARACTERS = 30

export function describeToken({ text, kind, start, end }: TokenText): string {
  const long = end - start > SHOWN_CHARACTERS
  // A cut must not leave half of a surrogate pair.
  const shown = (long ? `${text.slice(start, start + SHOWN_CHARACTERS)}…` : text.slice(start, end)).replace(/[\uD800-\uDBFF]\u2026$/, '…')
  switch (kind) {
    case tokenKind.end:
      return 'the end of the text'
    case tokenKind.string:
    case tokenKind.escapeString:
    case tokenKind.dollarString:
      return `the string ${shown}`
    case tokenKind.quotedName:
      return `the name ${shown}`
    case tokenKind.number:
      return `the number ${shown}`
    case tokenKind.placeholder:
    case tokenKind.numberedParameter:
      return `the parameter ${shown}`
    case tokenKind.word:
      return reservedWords.has(shown.toLowerCase()) ? `the keyword ${shown.toUpperCase()}` : `"${shown}"`
    default:
      return `"${shown}"`
  }
}
