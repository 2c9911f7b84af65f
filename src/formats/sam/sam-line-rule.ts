/** Header lines of SAM: '@', two letters or digits, and a tab or the end. A read whose name begins with '@' is a record all the same. */
import { firstBytes, type LineRule } from '../text/line-rule.ts'

const TAB = 9
const AT = 64

export const samLineRule: LineRule = { suspects: firstBytes('@'), skips: isHeaderLine, misplaced: 'a header line' }

export function isHeaderLine(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] !== AT || end - start < 3) return false
  return isLetter(bytes[start + 1]) && isLetter(bytes[start + 2]) && (end - start === 3 || bytes[start + 3] === TAB)
}

function isLetter(byte = 0): boolean {
  return (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122)
}
