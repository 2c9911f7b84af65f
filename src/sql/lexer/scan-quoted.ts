/** Where quoted things end: strings, names, dollar strings, block comments. Each is one pass; an open end points at its beginning. */
import { QueryError } from '../../common/errors.ts'

/** 'text' or "name" whose quote stands at `quoteOffset`; a doubled quote is part of it. `start` is where the token begins. */
export function scanQuoted(text: string, start: number, quoteOffset: number): number {
  const quote = text.charAt(quoteOffset)
  let end = text.indexOf(quote, quoteOffset + 1)
  while (end >= 0 && text.charAt(end + 1) === quote) end = text.indexOf(quote, end + 2)
  if (end >= 0) return end + 1
  throw quote === '"' ? unterminated('quoted name', '"', start) : unterminated('string', "'", start)
}

/** E'text': a backslash takes the next character with it. */
export function scanEscapeString(text: string, start: number): number {
  for (let at = start + 2; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '\\') at++
    else if (character === "'") {
      if (text.charAt(at + 1) !== "'") return at + 1
      at++
    }
  }
  throw unterminated('string', "'", start)
}

/** $tag$text$tag$: `bodyStart` is the offset after the opening tag. */
export function scanDollarString(text: string, start: number, bodyStart: number): number {
  const tag = text.slice(start, bodyStart)
  const end = text.indexOf(tag, bodyStart)
  if (end < 0) throw unterminated('string', tag, start)
  return end + tag.length
}

/** Block comments nest, as in PostgreSQL. */
export function scanBlockComment(text: string, start: number): number {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 47 && text.charCodeAt(at + 1) === 42) {
      depth++
      at++
    } else if (code === 42 && text.charCodeAt(at + 1) === 47) {
      depth--
      at++
      if (depth === 0) return at + 1
    }
  }
  throw unterminated('comment', '*/', start)
}

function unterminated(what: string, closing: string, sqlOffset: number): QueryError {
  return new QueryError('SQL', `The ${what} that starts here is not closed: ${closing} is missing.`, { sqlOffset })
}
