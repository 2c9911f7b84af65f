/** Shows where in the SQL text an error is: the message, line and column, the line itself, and a caret under the place. */
import type { QueryError } from '../common/errors.ts'

const MAX_WIDTH = 100 // characters of the line that are shown

/**
 * Three lines: `message (line 2, column 8)`, the line of SQL, the caret. Line and column count from 1, columns in characters as
 * people see them where that is cheap (code points). Without a place in the SQL text, the message alone.
 */
export function showSqlError(text: string, error: QueryError): string {
  const offset = error.at.sqlOffset
  if (offset === undefined || offset < 0 || offset > text.length) return error.message
  const { line, lineStart, lineEnd } = lineAt(text, offset)
  const column = [...text.slice(lineStart, offset)].length + 1
  const shown = cutAround(text.slice(lineStart, lineEnd), offset - lineStart)
  const indent = shown.before.replace(/[^\t]/gu, blankLike)
  return `${error.message} (line ${line}, column ${column})\n${shown.before}${shown.after}\n${indent}^`
}

function lineAt(text: string, offset: number): { readonly line: number; readonly lineStart: number; readonly lineEnd: number } {
  let line = 1
  let lineStart = 0
  for (let newline = text.indexOf('\n'); newline >= 0 && newline < offset; newline = text.indexOf('\n', newline + 1)) {
    line++
    lineStart = newline + 1
  }
  const newline = text.indexOf('\n', offset)
  const lineEnd = newline < 0 ? text.length : newline
  return { line, lineStart, lineEnd: text.charAt(lineEnd - 1) === '\r' && lineEnd > offset ? lineEnd - 1 : lineEnd }
}

/** The part of a line that fits, with the place about in its middle, in two pieces that meet at the place. */
function cutAround(line: string, place: number): { readonly before: string; readonly after: string } {
  if (line.length <= MAX_WIDTH) return { before: line.slice(0, place), after: line.slice(place) }
  const wanted = Math.max(0, Math.min(place - MAX_WIDTH / 2, line.length - MAX_WIDTH))
  const start = splitsPair(line, wanted) ? wanted + 1 : wanted
  const end = Math.min(line.length, wanted + MAX_WIDTH)
  const cut = splitsPair(line, end) ? end - 1 : end
  const before = `${start > 0 ? '…' : ''}${line.slice(start, place)}`
  return { before, after: `${line.slice(place, cut)}${cut < line.length ? '…' : ''}` }
}

/** Would a cut here leave half of a surrogate pair? */
function splitsPair(line: string, at: number): boolean {
  return at > 0 && at < line.length && /[\uD800-\uDBFF]/.test(line.charAt(at - 1)) && /[\uDC00-\uDFFF]/.test(line.charAt(at))
}

/** East Asian wide characters and emoji take two cells in a terminal, combining marks none. */
function blankLike(character: string): string {
  if (/\p{M}/u.test(character)) return ''
  const point = character.codePointAt(0) ?? 0
  const wide = (point >= 0x1100 && point <= 0x115f) || (point >= 0x2e80 && point <= 0xa4cf) || (point >= 0xac00 && point <= 0xd7a3)
  const fullWidth = (point >= 0xf900 && point <= 0xfaff) || (point >= 0xff00 && point <= 0xff60) || (point >= 0x1f300 && point <= 0x1faff)
  return wide || fullWidth ? '  ' : ' '
}
