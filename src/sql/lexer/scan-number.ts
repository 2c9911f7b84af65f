/** Numbers: 10, 1_000_000, .5, 5., 1e6, 0xFF, 0o17, 0b1. A letter that follows at once is an error, as in PostgreSQL. */
import { QueryError } from '../../common/errors.ts'
import { scanWord, startsWord } from './scan-word.ts'

/** The offset after the number that starts at `start`. */
export function scanNumber(text: string, start: number): number {
  const end = scanPrefixed(text, start) ?? scanDecimal(text, start)
  if (!startsWord(text, end) && !isDecimal(text.charCodeAt(end))) return end
  const whole = text.slice(start, Math.min(scanWord(text, end), start + 40))
  throw new QueryError('SQL', `"${whole}" is not a number. Leave a blank after a number, or quote a name that starts with a digit.`, {
    sqlOffset: start,
  })
}

/** 0x…, 0o… and 0b…; undefined where no such number stands. */
function scanPrefixed(text: string, start: number): number | undefined {
  if (text.charCodeAt(start) !== 48) return undefined
  const digit = digitTests.get(text.charAt(start + 1).toLowerCase())
  if (digit === undefined) return undefined
  const first = text.charAt(start + 2) === '_' ? start + 3 : start + 2
  const end = scanDigits(text, first, digit)
  return end === first ? undefined : end
}

function scanDecimal(text: string, start: number): number {
  let end = scanDigits(text, start, isDecimal)
  if (text.charAt(end) === '.' && text.charAt(end + 1) !== '.') end = scanDigits(text, end + 1, isDecimal)
  if (text.charAt(end).toLowerCase() !== 'e') return end
  const sign = text.charAt(end + 1)
  const digits = sign === '+' || sign === '-' ? end + 2 : end + 1
  const exponentEnd = scanDigits(text, digits, isDecimal)
  return exponentEnd === digits ? end : exponentEnd
}

/** Digits with single underscores between them. */
function scanDigits(text: string, start: number, isDigit: (code: number) => boolean): number {
  let end = start
  while (isDigit(text.charCodeAt(end)) || (end > start && text.charAt(end) === '_' && isDigit(text.charCodeAt(end + 1)))) end++
  return end
}

function isDecimal(code: number): boolean {
  return code >= 48 && code <= 57
}

const digitTests: ReadonlyMap<string, (code: number) => boolean> = new Map([
  ['x', code => isDecimal(code) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70)],
  ['o', code => code >= 48 && code <= 55],
  ['b', code => code === 48 || code === 49],
])
