/** Text to tokens in one pass over its characters; offsets are UTF-16. */
import { QueryError } from '../../common/errors.ts'
import { scanNumber } from './scan-number.ts'
import { scanBlockComment, scanDollarString, scanEscapeString, scanQuoted } from './scan-quoted.ts'
import { scanWord, startsWord } from './scan-word.ts'
import { symbols, tokenKind } from './token-kind.ts'
import { Tokens } from './tokens.ts'

export function tokenize(text: string): Tokens {
  const nul = text.indexOf('\0')
  if (nul >= 0) throw new QueryError('SQL', 'The SQL text contains a NUL character.', { sqlOffset: nul })
  const tokens = new Tokens()
  let offset = 0
  while (offset < text.length) {
    const after = skipBlank(text, offset)
    if (after > offset) {
      offset = after
      continue
    }
    offset = scanToken(text, offset, tokens)
  }
  tokens.push(tokenKind.end, text.length, text.length)
  return tokens
}

/** The offset after one run of white space or one comment; `offset` itself where neither stands. */
function skipBlank(text: string, offset: number): number {
  let at = offset
  while (at < text.length && isBlank(text.charCodeAt(at))) at++
  if (at > offset) return at
  if (text.startsWith('--', offset)) {
    const newline = text.indexOf('\n', offset)
    return newline < 0 ? text.length : newline + 1
  }
  return text.startsWith('/*', offset) ? scanBlockComment(text, offset) : offset
}

function isBlank(code: number): boolean {
  if (code <= 32) return code === 32 || (code >= 9 && code <= 13)
  // No-break and other Unicode spaces come with text pasted from documents; U+FEFF is a byte order mark.
  return code === 0xa0 || code === 0xfeff || code === 0x1680 || (code >= 0x2000 && code <= 0x200b) || isLateBlank(code)
}

function isLateBlank(code: number): boolean {
  return code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000
}

/** Pushes the token at `start` and returns the offset after it. */
function scanToken(text: string, start: number, tokens: Tokens): number {
  const code = text.charCodeAt(start)
  const [kind, end] = scanKind(text, start, code)
  tokens.push(kind, start, end)
  return end
}

const QUOTE = 39
const DOUBLE_QUOTE = 34
const DOLLAR = 36
const DOT = 46
const QUESTION = 63

function scanKind(text: string, start: number, code: number): readonly [kind: number, end: number] {
  if (startsWord(text, start)) {
    if (text.charCodeAt(start + 1) === QUOTE) {
      if (code === 69 || code === 101) return [tokenKind.escapeString, scanEscapeString(text, start)]
      if (code === 88 || code === 120) return [tokenKind.binary, scanQuoted(text, start, start + 1)]
    }
    return [tokenKind.word, scanWord(text, start)]
  }
  if (isDigit(code) || (code === DOT && isDigit(text.charCodeAt(start + 1)))) return [tokenKind.number, scanNumber(text, start)]
  if (code === QUOTE) return [tokenKind.string, scanQuoted(text, start, start)]
  if (code === DOUBLE_QUOTE) return [tokenKind.quotedName, scanQuoted(text, start, start)]
  if (code === DOLLAR) return scanDollar(text, start)
  if (code === QUESTION) return [tokenKind.placeholder, start + 1]
  return scanSymbol(text, start)
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

/** `$1` or `$tag$text$tag$`. */
function scanDollar(text: string, start: number): readonly [kind: number, end: number] {
  let end = start + 1
  while (isDigit(text.charCodeAt(end))) end++
  if (end > start + 1) return [tokenKind.numberedParameter, end]
  const tagEnd = startsWord(text, start + 1) ? scanWord(text, start + 1, 'tag') : start + 1
  if (text.charCodeAt(tagEnd) === DOLLAR) return [tokenKind.dollarString, scanDollarString(text, start, tagEnd + 1)]
  if (tagEnd === start + 1) throw new QueryError('SQL', 'Expected a number after "$", as in $1.', { sqlOffset: start })
  const name = text.slice(start, tagEnd)
  throw new QueryError('SQL', `Parameters have numbers, not names: write $1 or ? instead of ${name}.`, { sqlOffset: start })
}

const symbolsByFirst = groupSymbols()

function groupSymbols(): ReadonlyMap<string, readonly { readonly text: string; readonly kind: number }[]> {
  const groups = new Map<string, { text: string; kind: number }[]>()
  for (const [i, text] of symbols.entries()) {
    const group = groups.get(text.charAt(0)) ?? []
    group.push({ text, kind: tokenKind.firstSymbol + i })
    groups.set(text.charAt(0), group)
  }
  return groups
}

function scanSymbol(text: string, start: number): readonly [kind: number, end: number] {
  for (const symbol of symbolsByFirst.get(text.charAt(start)) ?? []) {
    if (symbol.text.length === 1 || text.startsWith(symbol.text, start)) return [symbol.kind, start + symbol.text.length]
  }
  throw unknownCharacter(text, start)
}

function unknownCharacter(text: string, sqlOffset: number): QueryError {
  const code = text.codePointAt(sqlOffset) ?? 0
  const character = code < 32 ? `U+${code.toString(16).toUpperCase().padStart(4, '0')}` : String.fromCodePoint(code)
  const found = `Unexpected character ${character}`
  if (character === '`') return new QueryError('SQL', `${found}. Names are quoted with double quotes, not backticks.`, { sqlOffset })
  if ('‘’‚′´'.includes(character)) return new QueryError('SQL', `${found}. Text is quoted with the straight quote '.`, { sqlOffset })
  if ('“”„″«»'.includes(character)) return new QueryError('SQL', `${found}. Names are quoted with the straight quote ".`, { sqlOffset })
  if (character === '!') return new QueryError('SQL', `${found}. Write NOT, or != for "is not equal".`, { sqlOffset })
  return new QueryError('SQL', `${found}. Put names with such characters in double quotes.`, { sqlOffset })
}
